package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.CommandInfo;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.HttpMethod;
import org.openqa.selenium.remote.service.DriverCommandExecutor;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;

/** A real browser without a window. What is on a page is found as people find it, by its role and its name. */
final class Browser implements AutoCloseable {
    /** Whatever else the machine is doing. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How often it is looked whether what is waited for is there. */
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private static final String AXE = axe();

    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("alert", "[role=alert]"),
            Map.entry("button", "button"),
            Map.entry("combobox", "select, input"),
            Map.entry("dialog", "dialog, [role=dialog]"),
            Map.entry("heading", "h1, h2, h3, h4, h5, h6"),
            Map.entry("link", "a"),
            Map.entry("listbox", "[role=listbox]"),
            Map.entry("progressbar", "progress"),
            Map.entry("row", "tr"),
            Map.entry("searchbox", "input"),
            Map.entry("spinbutton", "input"),
            Map.entry("status", "[role=status]"),
            Map.entry("table", "table"),
            Map.entry("textbox", "input, textarea"));

    /** A command of this browser's own, beside those of every browser. */
    private static final String DEVTOOLS = "devtools";

    /** What the browser is looked at on. */
    enum Screen {
        DESK(1280),
        PHONE(360);

        private final int width;

        Screen(int width) {
            this.width = width;
        }

        int width() {
            return width;
        }
    }

    /** What people prefer who look at it. */
    enum Colours {
        LIGHT,
        DARK
    }

    private final RemoteWebDriver driver;

    private Browser(RemoteWebDriver driver) {
        this.driver = driver;
    }

    /** Opens one; if there is none to open, the test is aborted, except where a browser is required. */
    static Browser open() {
        return open(Screen.DESK);
    }

    /** Opens one on such a screen. */
    static Browser open(Screen screen) {
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
                "--window-size=" + screen.width() + ",1000",
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
        if (screen == Screen.PHONE) {
            options.setExperimentalOption(
                    "mobileEmulation",
                    Map.of(
                            "deviceMetrics",
                            Map.of("width", screen.width(), "height", 900, "pixelRatio", 1.0, "touch", true)));
        }
        // Not a ChromeDriver, which warns of every browser that is newer than itself.
        return new Browser(new RemoteWebDriver(
                new DriverCommandExecutor(
                        new ChromeDriverService.Builder()
                                .usingDriverExecutable(driver.orElseThrow())
                                .usingAnyFreePort()
                                .build(),
                        Map.of(DEVTOOLS, new CommandInfo("/session/:sessionId/goog/cdp/execute", HttpMethod.POST)),
                        ClientConfig.defaultConfig()),
                options));
    }

    /** From now on, pages look as such people prefer. */
    void prefer(Colours colours) {
        devTools(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of(
                                "name",
                                "prefers-color-scheme",
                                "value",
                                colours.name().toLowerCase(Locale.ROOT)))));
    }

    private void devTools(String command, Map<String, ?> parameters) {
        try {
            driver.getCommandExecutor()
                    .execute(
                            new Command(driver.getSessionId(), DEVTOOLS, Map.of("cmd", command, "params", parameters)));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(requireNonNull(script).readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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

    /** The names of all that have this role and are seen now. */
    List<String> names(String role) {
        return driver.findElements(By.cssSelector(requireNonNull(ELEMENTS.get(role), "a role that is known"))).stream()
                .filter(element -> element.isDisplayed() && role.equals(element.getAriaRole()))
                .map(element -> requireNonNullElse(element.getAccessibleName(), ""))
                .toList();
    }

    /** What has this role and shows this text; waited for. */
    WebElement findShowing(String role, String text) {
        return await(
                role + " that shows " + text,
                By.cssSelector(requireNonNull(ELEMENTS.get(role), "a role that is known")),
                driver,
                element ->
                        role.equals(element.getAriaRole()) && element.getText().contains(text));
    }

    /** What a style sheet would select so; waited for. */
    WebElement select(String selector) {
        return await(selector, By.cssSelector(selector), driver, element -> true);
    }

    private WebElement await(String what, By by, SearchContext within, Predicate<WebElement> wanted) {
        return new WebDriverWait(driver, PATIENCE, INTERVAL)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + " on a page that shows " + text())
                .until(found -> within.findElements(by).stream()
                        .filter(element -> element.isDisplayed() && wanted.test(element))
                        .findFirst()
                        .orElseThrow(() -> new NoSuchElementException(what)));
    }

    /** What the keyboard types into, or presses. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Types on the keyboard, wherever the focus is. */
    void type(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Goes from one thing to the next with the keyboard until it is this one. */
    void tabTo(String role, String name) {
        for (int steps = 0; steps < 100; steps++) {
            type(Keys.TAB);
            WebElement focused = focused();
            if (role.equals(focused.getAriaRole())
                    && requireNonNullElse(focused.getAccessibleName(), "").contains(name)) {
                return;
            }
        }
        throw new NoSuchElementException("in the order of the keyboard: " + role + " " + name);
    }

    /** What a script on the page says. */
    Object run(String script) {
        return requireNonNull(driver.executeScript(script), script);
    }

    /** What hinders people who do not see, hear or point as others do, as far as axe finds it. */
    List<?> barriers() {
        driver.executeScript(AXE);
        return (List<?>) requireNonNull(driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({resultTypes: ["violations"]}).then((results) => done(results.violations.map((violation) =>
                  [violation.id, ...violation.nodes.map((node) => node.html + " " + node.failureSummary)].join(" "))));
                """));
    }

    /** From now on, what is downloaded goes into this folder. */
    void downloadInto(Path folder) {
        devTools("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    /** From now on, answers come at so many bytes a second. */
    void slowDownTo(int bytes) {
        devTools(
                "Network.emulateNetworkConditions",
                Map.of("offline", false, "latency", 0, "downloadThroughput", bytes, "uploadThroughput", -1));
    }

    /** A picture of what is seen, as a PNG. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** The value that this gives as soon as it is true, or is there; waited for. */
    <T> T until(Supplier<T> wanted) {
        return new WebDriverWait(driver, PATIENCE, INTERVAL)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "what is waited for, on a page that shows " + text())
                .until(page -> wanted.get());
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
