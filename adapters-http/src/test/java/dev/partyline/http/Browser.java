package dev.partyline.http;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.service.DriverCommandExecutor;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;

/** A real browser without a window. What is on a page is found as people find it, by its role and its name. */
final class Browser implements AutoCloseable {
    /** Whatever else the machine is doing. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<String, String> ELEMENTS = Map.of(
            "button", "button",
            "combobox", "select",
            "dialog", "dialog, [role=dialog]",
            "heading", "h1, h2, h3, h4, h5, h6",
            "link", "a",
            "textbox", "input, textarea");

    private final RemoteWebDriver driver;

    private Browser(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /** Opens one; if there is none to open, the test is aborted, except where a browser is required. */
    static Browser open() {
        Optional<File> browser = onPath("chromium");
        Optional<File> driver = onPath("chromedriver");
        assumeTrue(
                Boolean.getBoolean("partyline.browser-required") || (browser.isPresent() && driver.isPresent()),
                "Pages are tested in a browser if there are a chromium and a chromedriver on the PATH.");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--window-size=1280,1400",
                // Root, as which a container often runs, has no sandbox.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                // The browser's own calls home.
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--no-proxy-server");
        // Not a ChromeDriver, which warns of every browser that is newer than itself.
        return new Browser(new RemoteWebDriver(
                new DriverCommandExecutor(new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.orElseThrow())
                        .usingAnyFreePort()
                        .build()),
                options));
    }

    private static Optional<File> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }

    void visit(String url) {
        driver.get(url);
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /** What people see on the page. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What has this role and whose name contains this text; waited for. */
    WebElement find(String role, String name) {
        return find(driver, role, name);
    }

    /** The same within another element. */
    WebElement find(SearchContext within, String role, String name) {
        String elements = requireNonNull(ELEMENTS.get(role), "a role that is known");
        return await(
                role + " " + name,
                By.cssSelector(elements),
                within,
                element -> role.equals(element.getAriaRole())
                        && requireNonNullElse(element.getAccessibleName(), "").contains(name));
    }

    /** What a style sheet would select so; waited for. */
    WebElement select(String selector) {
        return await(selector, By.cssSelector(selector), driver, element -> true);
    }

    private WebElement await(String what, By by, SearchContext within, Predicate<WebElement> wanted) {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(found -> within.findElements(by).stream()
                        .filter(element -> element.isDisplayed() && wanted.test(element))
                        .findFirst()
                        .orElseThrow(() -> new NoSuchElementException(what)));
    }

    /** What the page asked anybody for since the last time that this was called. */
    List<String> requests() {
        return log(LogType.PERFORMANCE)
                .map(entry -> Reply.parse(entry.getMessage()).path("message"))
                .filter(message -> message.path("method").stringValue("").equals("Network.requestWillBeSent"))
                .map((JsonNode message) -> message.at("/params/request/url").stringValue(""))
                .filter(url -> !url.startsWith("data:"))
                .toList();
    }

    /** What the page complained of since the last time that this was called. */
    List<String> complaints() {
        return log(LogType.BROWSER).map(LogEntry::getMessage).toList();
    }

    private Stream<LogEntry> log(String type) {
        return StreamSupport.stream(driver.manage().logs().get(type).spliterator(), false);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
