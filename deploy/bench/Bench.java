import java.io.IOException;
import java.io.InputStream;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Benchmarks against a running {@code deploy/up}: {@code deploy/bench/run [freshness|dashboard|lists|search|gateway|memory|exchange|move]…}.
 * Figures are medians and percentiles of this run on this machine; read ratios, not absolutes.
 * Traffic goes to the loopback address of demo.json only and every loop is bounded.
 */
class Bench {

    record Account(String username, String password, String role, long organisation, long region) {
    }

    final String gateway;

    final String tokenUrl;

    final List<Account> accounts = new ArrayList<>();

    final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    final Map<String, String> tokens = new LinkedHashMap<>();

    final Map<String, Long> tokenTimes = new LinkedHashMap<>();

    final Random random = new Random(System.nanoTime());

    Bench(String json) {
        this.gateway = text(json, "gatewayUrl", "gateway");
        this.tokenUrl = text(json, "tokenUrl", "token");
        Matcher matcher = Pattern.compile("\\{[^{}]*\"username\"[^{}]*}").matcher(json);
        while (matcher.find()) {
            String one = matcher.group();
            this.accounts.add(new Account(text(one, "username"), text(one, "password"), text(one, "role"),
                    Long.parseLong(text(one, "organisationId")), Long.parseLong(text(one, "regionId", "region"))));
        }
    }

    static String text(String json, String... names) {
        for (String name : names) {
            Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*(?:\"([^\"]*)\"|(\\d+))").matcher(json);
            if (matcher.find()) {
                return (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
            }
        }
        throw new IllegalArgumentException("demo.json has no " + Arrays.toString(names));
    }

    Account account(String role) {
        return this.accounts.stream().filter((one) -> one.role().equals(role)).findFirst().orElseThrow();
    }

    synchronized String token(Account account) throws Exception {
        Long since = this.tokenTimes.get(account.username());
        if (since == null || System.currentTimeMillis() - since > 200_000) {
            String form = "grant_type=password&client_id=demo-cli&username=" + enc(account.username()) + "&password="
                    + enc(account.password());
            HttpResponse<String> response = this.http.send(
                    HttpRequest.newBuilder(URI.create(this.tokenUrl))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());
            this.tokens.put(account.username(), text(response.body(), "access_token"));
            this.tokenTimes.put(account.username(), System.currentTimeMillis());
        }
        return this.tokens.get(account.username());
    }

    static String enc(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpResponse<String> get(String url, Account account) throws Exception {
        return this.http.send(
                HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + token(account))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String url, Account account, String body) throws Exception {
        return this.http.send(
                HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + token(account))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String service(String name) {
        URI uri = URI.create(this.gateway);
        int offset = List.of("gateway", "registry", "programme", "monitoring").indexOf(name);
        return "http://127.0.0.1:" + (uri.getPort() + offset);
    }

    // ---- freshness: a save in a school until the ministry's figure has changed

    void freshness(int saves) throws Exception {
        Account curator = account("curator");
        Account ministry = this.accounts.stream()
            .filter((one) -> one.role().equals("ministry") && one.region() == curator.region())
            .findFirst()
            .orElseThrow();
        String dashboard = this.gateway + "/api/monitoring/dashboards/" + ministry.organisation();
        long before = youngSpecialists(get(dashboard, ministry).body());
        double[] seen = new double[saves];
        double[] saved = new double[saves];
        for (int i = 0; i < saves; i++) {
            long begin = System.nanoTime();
            save(curator, i);
            long acknowledged = System.nanoTime();
            saved[i] = (acknowledged - begin) / 1e6;
            long now;
            do {
                now = youngSpecialists(get(dashboard, ministry).body());
                if (System.nanoTime() - acknowledged > 20_000_000_000L) {
                    throw new IllegalStateException("the figure did not change in 20 s");
                }
            }
            while (now == before);
            seen[i] = (System.nanoTime() - acknowledged) / 1e6;
            before = now;
        }
        print("save through the gateway, ms", saved);
        print("save acknowledged → ministry's figure changed, ms", seen);
    }

    /** Registers one more teacher who began this year. */
    void save(Account curator, int number) throws Exception {
        String letters = "абвгдежзиклмнопрст";
        StringBuilder name = new StringBuilder("Замеров");
        for (int j = 0; j < 8; j++) {
            name.append(letters.charAt(this.random.nextInt(letters.length())));
        }
        String body = "{\"organisationId\":%d,\"lastName\":\"%s\",\"firstName\":\"Пётр\",\"birthDate\":\"1999-05-%02d\",\"employment\":{\"position\":\"teacher\",\"hiredOn\":\"%s\",\"experienceSince\":\"%s\"}}"
            .formatted(curator.organisation(), name, 1 + number % 28, LocalDate.now().minusDays(40),
                    LocalDate.now().minusDays(40));
        HttpResponse<String> response = post(this.gateway + "/api/registry/people", curator, body);
        if (response.statusCode() != 201) {
            throw new IllegalStateException("save refused: " + response.statusCode() + " " + response.body());
        }
    }

    static long youngSpecialists(String dashboard) {
        Matcher matcher = Pattern.compile("\\{[^{}]*\"code\":\"OP-03\"(?:[^{}]|\\{[^{}]*})*}").matcher(dashboard);
        if (!matcher.find()) {
            throw new IllegalStateException("no OP-03 in " + dashboard);
        }
        return Long.parseLong(text(matcher.group(), "den"));
    }

    // ---- reads under load

    record Load(double perSecond, double[] millis) {
    }

    /** The blocking client costs a third of the other one's CPU: the load must not slow down what it measures. */
    static void read(String url, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(20_000);
        headers.forEach(connection::setRequestProperty);
        if (connection.getResponseCode() != 200) {
            throw new IllegalStateException(url + " answered " + connection.getResponseCode());
        }
        try (InputStream body = connection.getInputStream()) {
            body.readAllBytes();
        }
    }

    Load load(String url, Account account, int users, int seconds) throws Exception {
        return drive(url, Map.of("Authorization", "Bearer " + token(account)), users, seconds);
    }

    /** Users who ask again as soon as they have their answer, after three seconds of the same to warm up. */
    static Load drive(String url, Map<String, String> headers, int users, int seconds) throws Exception {
        run(url, headers, users, 3, 0);
        return run(url, headers, users, seconds, 0);
    }

    static Load run(String url, Map<String, String> headers, int users, int seconds, long pauseMillis)
            throws Exception {
        List<Double> all = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        try (ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, users))) {
            List<Future<List<Double>>> futures = new ArrayList<>();
            for (int i = 0; i < users; i++) {
                long offset = pauseMillis * i / users;
                futures.add(executor.submit(() -> {
                    List<Double> mine = new ArrayList<>();
                    Thread.sleep(offset);
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        read(url, headers);
                        mine.add((System.nanoTime() - start) / 1e6);
                        if (pauseMillis > 0) {
                            Thread.sleep(pauseMillis);
                        }
                    }
                    return mine;
                }));
            }
            for (Future<List<Double>> future : futures) {
                all.addAll(future.get());
            }
        }
        double elapsed = (System.nanoTime() - begin) / 1e9;
        return new Load(all.size() / elapsed, all.stream().mapToDouble(Double::doubleValue).toArray());
    }

    void dashboard() throws Exception {
        Account ministry = account("ministry");
        for (String base : List.of(service("monitoring"), this.gateway + "/api/monitoring")) {
            String where = base.startsWith(this.gateway + "/api") ? "gateway" : "service";
            String url = base + "/dashboards/" + ministry.organisation();
            Load load = load(url, ministry, 20, 10);
            print("ministry dashboard, " + where + ", 20 users without a pause, ms", load.millis());
            System.out.printf(Locale.ROOT, "  %.0f requests/s%n", load.perSecond());
            print("ministry dashboard, " + where + ", 20 users, each about once a second, ms",
                    run(url, Map.of("Authorization", "Bearer " + token(ministry)), 20, 10, 1000).millis());
            Account curator = account("curator");
            try (ExecutorService school = Executors.newSingleThreadExecutor()) {
                Future<?> saves = school.submit(() -> {
                    for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                        save(curator, i);
                        Thread.sleep(200);
                    }
                    return null;
                });
                print("ministry dashboard, " + where + ", 20 users without a pause while schools save, ms",
                        load(url, ministry, 20, 10).millis());
                saves.cancel(true);
            }
        }
    }

    /** Prefix search of people by name at each level that may search; the goal is 30 ms at p95. */
    void search() throws Exception {
        for (String role : List.of("curator", "municipal", "institute")) {
            Account account = account(role);
            double[] millis = new double[300];
            for (int i = -60; i < millis.length; i++) {
                String name = SEARCHED.get(this.random.nextInt(SEARCHED.size()));
                String q = name.substring(0, 1 + this.random.nextInt(name.length() - 1));
                String url = service("registry") + "/people?size=25&sort=name&q=" + enc(q);
                long begin = System.nanoTime();
                int status = get(url, account).statusCode();
                if (status != 200) {
                    throw new IllegalStateException(role + " " + status);
                }
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - begin) / 1e6;
                }
            }
            print("search by the beginning of a name as " + role + ", ms", millis);
        }
    }

    static final List<String> SEARCHED = List.of("иванов", "смирнов", "кузнецов", "попов", "васильев", "петров",
            "соколов", "михайлов", "новиков", "морозов", "волков", "лебедев", "козлов", "степанов", "яковлев",
            "мария", "анна", "олег", "петровна", "сергеевич");

    void lists() throws Exception {
        Account curator = account("curator");
        Account institute = account("institute");
        Account ministry = account("ministry");
        long school = curator.organisation();
        String registry = this.gateway + "/api/registry";
        String programme = this.gateway + "/api/programme";
        Map<String, Account> urls = new LinkedHashMap<>();
        for (String path : List.of("/people?organisation=", "/mentors?organisation=", "/mentees?organisation=",
                "/consents?organisation=", "/accounts?organisation=")) {
            urls.put(registry + path + school, curator);
        }
        for (String path : List.of("/mentorships?organisation=", "/orders?organisation=", "/programmes?organisation=",
                "/meetings?organisation=")) {
            urls.put(programme + path + school, curator);
        }
        urls.put(registry + "/people?organisation=" + institute.organisation(), institute);
        urls.put(registry + "/organisations?parent=" + institute.organisation(), institute);
        urls.put(programme + "/mentorships?organisation=" + institute.organisation(), institute);
        urls.put(this.gateway + "/api/monitoring/dashboards/" + ministry.organisation() + "/children", ministry);
        for (Map.Entry<String, Account> entry : urls.entrySet()) {
            Load load = load(entry.getKey(), entry.getValue(), 4, 3);
            print(entry.getKey().replace(this.gateway, "") + " as " + entry.getValue().role() + ", 4 users, ms",
                    load.millis());
        }
    }

    void gateway() throws Exception {
        Account curator = account("curator");
        String path = "/people?organisation=" + curator.organisation();
        Map<String, String> session = Map.of("Cookie", signIn(curator));
        String through = this.gateway + "/api/registry" + path;
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            Load direct = load(service("registry") + path, curator, 20, 6);
            Load relayed = drive(through, session, 20, 6);
            ratios.add(relayed.perSecond() / direct.perSecond());
            System.out.printf(Locale.ROOT, "round %d: direct %.0f/s, through the gateway with a session %.0f/s, ratio %.2f%n",
                    round, direct.perSecond(), relayed.perSecond(), ratios.getLast());
        }
        System.out.printf(Locale.ROOT, "gateway : direct = %.2f (median of 3)%n",
                ratios.stream().sorted().skip(1).findFirst().orElseThrow());
    }

    /** Signs in as a browser does and returns the gateway's cookies. */
    String signIn(Account account) throws Exception {
        Jar jar = new Jar();
        HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(jar)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
        HttpResponse<String> page = browser.send(
                HttpRequest.newBuilder(URI.create(this.gateway + "/oauth2/authorization/keycloak")).build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher action = Pattern.compile("action=\"([^\"]+)\"").matcher(page.body());
        if (!action.find()) {
            throw new IllegalStateException("no log-in form");
        }
        browser.send(
                HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers
                        .ofString("username=" + enc(account.username()) + "&password=" + enc(account.password())))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        return jar.header(URI.create(this.gateway));
    }

    /** Keeps cookies by server; a browser sends Secure ones to localhost too, the JDK's own manager does not. */
    static class Jar extends CookieHandler {

        final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();

        String header(URI uri) {
            return this.cookies.getOrDefault(uri.getAuthority(), Map.of())
                .entrySet()
                .stream()
                .map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        }

        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            return Map.of("Cookie", List.of(header(uri)));
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) {
            Map<String, String> here = this.cookies.computeIfAbsent(uri.getAuthority(), (host) -> new LinkedHashMap<>());
            headers.forEach((name, values) -> {
                if ("set-cookie".equalsIgnoreCase(name)) {
                    values.forEach((value) -> {
                        String pair = value.split(";", 2)[0];
                        here.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
                    });
                }
            });
        }

    }

    // ---- tables in and out: a dry run, a load, an undo; what others feel meanwhile; the whole list as a workbook

    /** @param others whether four people read a list meanwhile, four times a second each */
    void exchange(int rows, boolean others) throws Exception {
        Account curator = account("curator");
        String batch = upload(rows, curator);
        String list = this.gateway + "/api/registry/people?organisation=" + curator.organisation();
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token(curator));
        if (others) {
            run(list, headers, 4, 3, 250);
            print("list of people before, ms", run(list, headers, 4, 10, 250).millis());
        }
        double dry = step(batch, "check", curator);
        double load;
        try (ExecutorService readers = Executors.newSingleThreadExecutor()) {
            Future<Load> meanwhile = readers
                .submit(() -> run(list, headers, others ? 4 : 0, others ? Math.max(3, rows / 4000) : 0, 250));
            load = step(batch, "load", curator);
            if (others) {
                print("list of people during the load, ms", meanwhile.get().millis());
            }
        }
        long stored = Long.parseLong(text(get(batch, curator).body(), "loaded"));
        System.out.printf(Locale.ROOT, "%d rows: dry run %.1f s, load %.1f s (%d stored, %.0f rows/s)%n", rows, dry,
                load, stored, stored / load);
        if (others) {
            export(curator);
        }
        System.out.printf(Locale.ROOT, "%d rows: undo %.1f s%n", rows, step(batch, "undo", curator));
    }

    /** Address of a batch that is taken and not yet checked. */
    String upload(int rows, Account curator) throws Exception {
        String imports = this.gateway + "/api/registry/exchange/imports";
        byte[] table = table(rows).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> taken = this.http.send(
                HttpRequest
                    .newBuilder(URI.create(imports + "?kind=people&name=bench.csv&organisation=" + curator.organisation()))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + token(curator))
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(table))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        if (taken.statusCode() != 201) {
            throw new IllegalStateException("file refused: " + taken.statusCode() + " " + taken.body());
        }
        return imports + "/" + text(taken.body(), "id");
    }

    /**
     * A school with a thousand people more goes to another municipality and back: seconds until its old municipality
     * sees its pairs and figures no longer, in every service.
     */
    void move() throws Exception {
        Account curator = account("curator");
        Account institute = account("institute");
        Account municipal = account("municipal");
        String batch = upload(1_075, curator);
        step(batch, "check", curator);
        step(batch, "load", curator);
        String organisations = this.gateway + "/api/registry/organisations";
        Matcher others = Pattern.compile("\"id\":(\\d+)")
            .matcher(get(organisations + "?level=municipality&size=50", institute).body());
        List<String> targets = new ArrayList<>();
        while (others.find()) {
            if (Long.parseLong(others.group(1)) != municipal.organisation()) {
                targets.add(others.group(1));
            }
        }
        String school = organisations + "/" + curator.organisation();
        long begin = System.nanoTime();
        HttpResponse<String> moved = post(school + "/move", institute,
                "{\"parentId\":%s,\"on\":\"%s\",\"basis\":{\"kind\":\"Приказ\",\"number\":\"1\",\"date\":\"%2$s\"}}"
                    .formatted(targets.getFirst(), LocalDate.now()));
        if (moved.statusCode() / 100 != 2) {
            throw new IllegalStateException("move refused: " + moved.body());
        }
        double registry = (System.nanoTime() - begin) / 1e9;
        String pairs = this.gateway + "/api/programme/mentorships?organisation=" + curator.organisation();
        String figures = this.gateway + "/api/monitoring/dashboards/" + curator.organisation();
        boolean programmeTold = false;
        boolean monitoringTold = false;
        double programme = 0;
        double monitoring = 0;
        while (!programmeTold || !monitoringTold) {
            if (!programmeTold && !get(pairs, municipal).body().contains("\"id\":")) {
                programmeTold = true;
                programme = (System.nanoTime() - begin) / 1e9;
            }
            if (!monitoringTold && get(figures, municipal).statusCode() == 404) {
                monitoringTold = true;
                monitoring = (System.nanoTime() - begin) / 1e9;
            }
            if (System.nanoTime() - begin > 60e9) {
                throw new IllegalStateException("the move did not arrive in a minute");
            }
        }
        System.out.printf(Locale.ROOT, "move of a school with 1,000 people more: registry %.2f s, programme %.2f s, "
                + "monitoring %.2f s%n", registry, programme, monitoring);
        post(this.gateway + "/api/registry/reorganisations/" + text(moved.body(), "id") + "/undo", institute, "{}");
        step(batch, "undo", curator);
    }

    /** Seconds from the button to the end, as a person sees them. */
    double step(String batch, String step, Account who) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<String> started = post(batch + "/" + step, who, "{}");
        if (started.statusCode() != 200) {
            throw new IllegalStateException(step + " refused: " + started.body());
        }
        for (int asked = 0; asked < 6000; asked++) {
            String status = text(get(batch, who).body(), "status");
            if (!status.endsWith("ing")) {
                return (System.nanoTime() - begin) / 1e9;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(step + " did not end in ten minutes");
    }

    void export(Account who) throws Exception {
        String exports = this.gateway + "/api/registry/exports";
        long begin = System.nanoTime();
        HttpResponse<String> started = post(exports, who,
                "{\"list\":\"people\",\"format\":\"xlsx\",\"organisation\":" + who.organisation() + "}");
        String one = exports + "/" + text(started.body(), "id");
        String view = started.body();
        for (int asked = 0; asked < 6000 && !text(view, "status").matches("done|failed|stopped"); asked++) {
            Thread.sleep(100);
            view = get(one, who).body();
        }
        System.out.printf(Locale.ROOT, "export of %s rows to XLSX: %s in %.1f s, %.1f MB%n", text(view, "done"),
                text(view, "status"), (System.nanoTime() - begin) / 1e9, Long.parseLong(text(view, "size")) / 1e6);
    }

    /** Teachers and pupils by turns; seven rows of a hundred have a date that is none. */
    String table(int rows) {
        String letters = "абвгдежзиклмнопрст";
        String run = new String(new char[] { letter(letters), letter(letters), letter(letters), letter(letters) });
        StringBuilder table = new StringBuilder("Фамилия;Имя;Отчество;Дата рождения;Телефон;Должность;Предмет;Принят;Класс;"
                + "Зачислен;Представитель: ФИО;Представитель: дата рождения;Согласие подписано;Роль в наставничестве;"
                + "Главный запрос;Компетенции наставника;Согласен быть наставником\n");
        for (int at = 0; at < rows; at++) {
            StringBuilder name = new StringBuilder("З").append(run);
            for (int rest = at, digit = 0; digit < 5; digit++, rest /= 10) {
                name.append(letters.charAt(rest % 10));
            }
            String born = (at % 100 < 7) ? "ежегодно" : "%02d.%02d.%d".formatted(1 + at % 28, 1 + at % 12,
                    (at % 2 == 0) ? 1970 + at % 25 : 2009 + at % 8);
            table.append(name).append((at % 2 == 0)
                    ? "ов;Пётр;Ильич;" + born + ";89001234567;Учитель;Математика;01.09.2020;;;;;01.09.2026;"
                            + ((at % 10 == 0) ? "Наставник;;Методика урока;Да" : ";;;")
                    : "ов;Олег;;" + born + ";;;;;7Б;01.09.2024;" + name
                            + "ова Ирина Викторовна;03.04.1975;01.09.2026;"
                            + ((at % 10 == 1) ? "Наставляемый;Подготовиться;;" : ";;;"))
                .append('\n');
        }
        return table.toString();
    }

    char letter(String letters) {
        return letters.charAt(this.random.nextInt(letters.length()));
    }

    void memory() throws IOException {
        Path pids = Path.of("deploy/.run/pids");
        long total = 0;
        try (var files = Files.list(pids)) {
            for (Path file : files.sorted().toList()) {
                long root = Long.parseLong(Files.readString(file).trim().split(" ")[0]);
                long kib = resident(root, file.endsWith("launcher"));
                total += kib;
                System.out.printf(Locale.ROOT, "  %-12s %6d MiB%n", file.getFileName(), kib / 1024);
            }
        }
        System.out.printf(Locale.ROOT, "resident in all: %.2f GiB%n", total / 1024.0 / 1024);
    }

    /** Proportional set size of a process and of all that it has started; the launcher started everything. */
    static long resident(long pid, boolean alone) throws IOException {
        long kib = pss(pid);
        if (!alone) {
            for (ProcessHandle child : ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList()) {
                kib += pss(child.pid());
            }
        }
        return kib;
    }

    static long pss(long pid) throws IOException {
        Path rollup = Path.of("/proc/" + pid + "/smaps_rollup");
        if (!Files.exists(rollup)) {
            return 0;
        }
        for (String line : Files.readAllLines(rollup)) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    static void print(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.printf(Locale.ROOT, "%s: median %.1f, p95 %.1f, p99 %.1f, max %.1f (n = %d)%n", what,
                at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), sorted[sorted.length - 1], sorted.length);
    }

    static double at(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }

    static void main(String... args) throws Exception {
        Bench bench = new Bench(Files.readString(Path.of("deploy/.run/demo.json")));
        List<String> wanted = (args.length > 0) ? List.of(args)
                : List.of("memory", "lists", "search", "dashboard", "gateway", "freshness");
        for (String one : wanted) {
            System.out.println("== " + one);
            switch (one) {
                case "memory" -> bench.memory();
                case "lists" -> bench.lists();
                case "search" -> bench.search();
                case "dashboard" -> bench.dashboard();
                case "gateway" -> bench.gateway();
                case "exchange" -> {
                    for (int i = 0; i < 3; i++) {
                        bench.exchange(12_000, false);
                    }
                    bench.exchange(100_000, true);
                }
                case "move" -> bench.move();
                case "freshness" -> bench.freshness(Integer.getInteger("saves", 1000));
                default -> throw new IllegalArgumentException("unknown benchmark " + one);
            }
        }
        System.exit(0);
    }

}
