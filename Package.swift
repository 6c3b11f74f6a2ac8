// swift-tools-version: 6.3
import PackageDescription

/// The functional core: values in, values out. No Foundation, Dispatch, Glibc, clock or file.
let core: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The imperative shell: files, clocks, sockets, processes.
let shell: [SwiftSetting] = core

let package = Package(
    name: "dondoc",
    products: [
        .executable(name: "dondoc", targets: ["dondoc"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        // Functional core, in the order of the flow.
        .target(name: "Bytes", swiftSettings: core),
        .target(name: "JSONText", swiftSettings: core),
        .target(name: "Dates", swiftSettings: core),
        .target(name: "Diagnostics", dependencies: ["JSONText"], swiftSettings: core),
        .target(name: "Deadlines", dependencies: ["Dates", "Diagnostics", "JSONText"], swiftSettings: core),
        .target(name: "Programmes", dependencies: ["Dates", "Deadlines", "Diagnostics"], swiftSettings: core),
        .target(
            name: "RuleLanguage",
            dependencies: ["Dates", "Deadlines", "Diagnostics", "Programmes"], swiftSettings: core),
        .target(
            name: "Planning",
            dependencies: ["Bytes", "Dates", "Deadlines", "Diagnostics", "Programmes", "RuleLanguage", "JSONText"],
            swiftSettings: core),

        .target(name: "Templates", dependencies: ["Diagnostics"], swiftSettings: core),
        .target(
            name: "Dashboard",
            dependencies: ["Dates", "Deadlines", "Diagnostics", "Planning", "Programmes", "Templates"],
            resources: [.embedInCode("Page/page.css")], swiftSettings: core),
        .target(
            name: "Drafting", dependencies: ["Dates", "Deadlines", "Diagnostics", "JSONText", "Programmes"],
            swiftSettings: core),

        .target(name: "Mail", swiftSettings: core),
        .target(name: "Replies", dependencies: ["Dates", "Deadlines", "Diagnostics", "Mail"], swiftSettings: core),

        // Imperative shell.
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .target(name: "CLinux"),
        .target(name: "CICUStub"),
        .target(name: "SystemErrors", dependencies: ["Diagnostics"], swiftSettings: shell),
        .target(name: "CLibpq"),
        .systemLibrary(name: "CGcrypt", pkgConfig: "libgcrypt", providers: [.apt(["libgcrypt20-dev"])]),
        .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(
            name: "SiteFiles",
            dependencies: [
                "Bytes", "CLinux", "CYaml", "Dates", "Deadlines", "Diagnostics", "Programmes", "RuleLanguage",
                "Planning", "SystemErrors", "Templates",
            ], swiftSettings: shell),
        .target(
            name: "Ledger",
            dependencies: [
                "Bytes", "CGcrypt", "CICUStub", "CLibpq", "CLinux", "Dates", "Diagnostics", "Planning", "Programmes",
                "RuleLanguage",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ], swiftSettings: shell),
        .target(name: "Links", dependencies: ["CGcrypt", "Dates"], swiftSettings: shell),
        .target(
            name: "Delivery",
            dependencies: [
                "CLinux", "CSystemd", "Dates", "Diagnostics", "Planning", "Programmes", "RuleLanguage", "Ledger",
                "Links", "Mail", "Templates",
            ], swiftSettings: shell),
        .target(
            name: "Control", dependencies: ["CLinux", "JSONText"], resources: [.embedInCode("io.dondoc.varlink")],
            swiftSettings: shell),
        .target(
            name: "Engine",
            dependencies: [
                "CLinux", "Control", "Dashboard", "Dates", "Deadlines", "Delivery", "Diagnostics", "Handover",
                "JSONText",
                "Ledger", "Links", "Planning", "Programmes", "RuleLanguage", "SiteFiles", "SystemErrors",
            ], swiftSettings: shell),
        .target(
            name: "Publishing",
            dependencies: [
                "CLinux", "Dashboard", "Dates", "Delivery", "Diagnostics", "Engine", "Ledger", "Planning",
                "Programmes", "SiteFiles",
            ], swiftSettings: shell),
        .target(
            name: "Daemon",
            dependencies: [
                "CLinux", "CSystemd", "Control", "Engine", "Dates", "Delivery", "Diagnostics", "Ledger", "Planning",
                "Programmes", "Publishing", "RuleLanguage", "SiteFiles", "SystemErrors", "JSONText",
            ], swiftSettings: shell),
        .target(
            name: "Handover",
            dependencies: [
                "CLinux", "Dates", "Delivery", "Diagnostics", "JSONText", "Ledger", "Links", "Mail", "Planning",
                "Processes", "RuleLanguage", "SystemErrors",
            ],
            swiftSettings: shell),
        .target(
            name: "LanguageServer",
            dependencies: [
                "Dates", "Deadlines", "Diagnostics", "JSONText", "Planning", "Programmes", "RuleLanguage", "SiteFiles",
                "Templates",
            ], swiftSettings: shell),
        .target(
            name: "Web", dependencies: ["Dashboard", "Dates", "Diagnostics", "JSONText", "Links", "Templates"],
            resources: [
                .embedInCode("Templates/layout.mustache"), .embedInCode("Templates/tasks.mustache"),
                .embedInCode("Templates/task.mustache"), .embedInCode("Templates/form.mustache"),
                .embedInCode("Templates/office.mustache"), .embedInCode("Templates/letters.mustache"),
                .embedInCode("Templates/letter.mustache"), .embedInCode("Templates/table.mustache"),
                .embedInCode("Templates/message.mustache"), .embedInCode("Templates/style.css"),
            ], swiftSettings: shell),
        .target(
            name: "WebServer",
            dependencies: [
                "CLinux", "CSystemd", "Control", "Diagnostics", "JSONText", "SystemErrors", "Web",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ], swiftSettings: shell),
        .target(name: "Processes", dependencies: ["CLinux"], swiftSettings: shell),
        .executableTarget(
            name: "dondoc",
            dependencies: [
                "CSystemd", "Control", "Daemon", "Dashboard", "Dates", "Deadlines", "Delivery", "Diagnostics",
                "Drafting", "Engine", "Handover", "JSONText", "LanguageServer", "Ledger", "Links", "Mail", "Planning",
                "Processes", "Programmes", "Publishing", "Replies", "RuleLanguage", "SiteFiles", "SystemErrors",
                "Templates", "Web", "WebServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: shell),

        // Speed, measured by hand and in CI, on sites from a seed.
        .executableTarget(
            name: "GenerateSite", dependencies: ["TestKit"], path: "Benchmarks/GenerateSite", swiftSettings: shell),
        .executableTarget(
            name: "GenerateLedger",
            dependencies: ["Dates", "Diagnostics", "Ledger", "Planning", "Programmes", "SiteFiles"],
            path: "Benchmarks/GenerateLedger", swiftSettings: shell),
        .target(
            name: "DeliveryFloor", path: "Benchmarks/Delivery/Floor",
            linkerSettings: [.linkedLibrary("sqlite3"), .linkedLibrary("systemd")]),
        .target(name: "LedgerFloor", dependencies: ["CLibpq"], path: "Benchmarks/Delivery/LedgerFloor"),
        .executableTarget(
            name: "DeliveryBenchmark",
            dependencies: [
                "Dates", "Deadlines", "Delivery", "DeliveryFloor", "Diagnostics", "Ledger", "LedgerFloor", "Planning",
                "Programmes", "RuleLanguage", "TestKit",
            ],
            path: "Benchmarks/Delivery", exclude: ["Floor", "LedgerFloor"], swiftSettings: shell),
        .executableTarget(
            name: "EngineBenchmark",
            dependencies: [
                "Bytes", "Dates", "Deadlines", "Diagnostics", "JSONText", "LanguageServer", "Planning", "Programmes",
                "RuleLanguage", "TestKit",
            ],
            path: "Benchmarks/Engine", swiftSettings: shell),
        .executableTarget(
            name: "DeadlinesBenchmark", dependencies: ["Dates", "Deadlines", "JSONText"], path: "Benchmarks/Deadlines",
            swiftSettings: shell),
        .executableTarget(
            name: "LoadingBenchmark", dependencies: ["Dates", "Diagnostics", "Planning", "Programmes", "SiteFiles"],
            path: "Benchmarks/Loading", swiftSettings: shell),
        .executableTarget(
            name: "DraftingBenchmark", dependencies: ["Dates", "Drafting", "Programmes"], path: "Benchmarks/Drafting",
            swiftSettings: shell),
        .executableTarget(
            name: "RulesBenchmark", dependencies: ["Diagnostics", "RuleLanguage"], path: "Benchmarks/Rules",
            swiftSettings: shell),

        // Tests: one target per module; goldens and fixtures stand beside their test and are read from there.
        .target(
            name: "TestKit", dependencies: ["Dates", "Deadlines"], path: "Tests/TestKit", swiftSettings: shell),
        .testTarget(
            name: "DatesTests", dependencies: ["Dates", "TestKit"], exclude: ["Fixtures"], swiftSettings: shell),
        .testTarget(
            name: "DeadlinesTests", dependencies: ["Deadlines", "Dates", "Diagnostics", "JSONText", "TestKit"],
            exclude: ["Fixtures", "Goldens"], swiftSettings: shell),
        .testTarget(
            name: "DiagnosticsTests", dependencies: ["Diagnostics", "JSONText", "TestKit"], swiftSettings: shell),
        .testTarget(
            name: "ProgrammesTests", dependencies: ["Programmes", "Dates", "Diagnostics", "TestKit"],
            swiftSettings: shell),
        .testTarget(
            name: "RuleLanguageTests",
            dependencies: ["RuleLanguage", "Diagnostics", "Programmes", "Dates", "Deadlines", "TestKit"],
            exclude: ["Corpus", "Goldens"], swiftSettings: shell),
        .testTarget(
            name: "PlanningTests",
            dependencies: [
                "Bytes", "JSONText", "Planning", "RuleLanguage", "Diagnostics", "Programmes", "Dates", "Deadlines",
                "TestKit",
            ],
            swiftSettings: shell),
        .testTarget(
            name: "TemplatesTests", dependencies: ["Templates", "Diagnostics", "TestKit"], exclude: ["Goldens"],
            swiftSettings: shell),
        .testTarget(
            name: "DashboardTests",
            dependencies: [
                "Dashboard", "Dates", "Diagnostics", "Planning", "Programmes", "Templates", "TestKit",
            ],
            swiftSettings: shell),
        .testTarget(
            name: "RepliesTests", dependencies: ["Replies", "Dates", "Deadlines", "Mail", "TestKit"],
            exclude: ["Goldens"], swiftSettings: shell),
        .testTarget(
            name: "MailTests", dependencies: ["Mail", "TestKit"], exclude: ["Goldens"], swiftSettings: shell),
        .testTarget(
            name: "DraftingTests",
            dependencies: [
                "Drafting", "Dates", "Deadlines", "Diagnostics", "JSONText", "Planning", "Programmes", "SiteFiles",
                "TestKit",
            ],
            exclude: ["Documents", "Goldens", "Kinds", "Lists", "Measured"], swiftSettings: shell),
        .testTarget(
            name: "SiteFilesTests",
            dependencies: [
                "Bytes", "SiteFiles", "SystemErrors", "Planning", "RuleLanguage", "Diagnostics", "Programmes", "Dates",
                "Deadlines",
                "TestKit",
            ],
            exclude: ["Goldens"], swiftSettings: shell),
        .testTarget(
            name: "LedgerTests",
            dependencies: [
                "Bytes", "Ledger", "Planning", "Programmes", "Dates", "Diagnostics", "RuleLanguage", "TestKit",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"], swiftSettings: shell),
        .testTarget(
            name: "DeliveryTests",
            dependencies: [
                "Delivery", "Ledger", "Planning", "Programmes", "Dates", "Deadlines", "Diagnostics", "RuleLanguage",
                "TestKit",
            ], exclude: ["read_message.py"], swiftSettings: shell),
        .testTarget(name: "LinksTests", dependencies: ["Links", "Dates", "TestKit"], swiftSettings: shell),
        .testTarget(
            name: "WebTests",
            dependencies: ["Web", "WebServer", "Dates", "Diagnostics", "JSONText", "Links", "Templates", "TestKit"],
            swiftSettings: shell),
        .testTarget(
            name: "HandoverTests",
            dependencies: ["Handover", "Delivery", "Diagnostics", "JSONText", "Links", "RuleLanguage", "TestKit"],
            swiftSettings: shell),
        .testTarget(name: "ControlTests", dependencies: ["Control", "JSONText", "TestKit"], swiftSettings: shell),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "Engine", "Control", "Dates", "Delivery", "Diagnostics", "Ledger", "Planning", "Programmes",
                "SiteFiles", "TestKit",
            ], swiftSettings: shell),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "dondoc", "JSONText", "Control", "Delivery", "Ledger", "Planning", "Programmes", "SiteFiles",
                "Dates", "TestKit",
            ],
            exclude: ["failingfile.c", "readonlydisk.c", "wallclock.c", "unanswered.c", "slowfile.c"],
            swiftSettings: shell),
        .testTarget(
            name: "LanguageServerTests",
            dependencies: [
                "LanguageServer", "dondoc", "Dates", "Diagnostics", "JSONText", "Planning", "SiteFiles", "TestKit",
            ], swiftSettings: shell),
        .testTarget(
            name: "DondocTests", dependencies: ["dondoc", "Dates", "Diagnostics", "Templates", "TestKit"],
            swiftSettings: shell),
        // What the crash harness kills: Tests/Crash/run.
        .executableTarget(
            name: "CrashSubject",
            dependencies: [
                "Control", "Dates", "Delivery", "Diagnostics", "Engine", "Ledger", "Planning", "Programmes",
                "SiteFiles",
            ],
            path: "Tests/Crash/Subject", swiftSettings: shell),
        .testTarget(
            name: "EndToEndTests", dependencies: ["dondoc", "TestKit"], exclude: ["receiver.py"], swiftSettings: shell),
    ],
    swiftLanguageModes: [.v6]
)
