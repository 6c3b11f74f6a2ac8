// swift-tools-version: 6.3
import PackageDescription

// The core alone, built for libFuzzer: `Fuzz/run`. A package of its own, for a fuzz target has no `main`.

let core: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "fuzz",
    targets: [
        .target(name: "JSONText", swiftSettings: core),
        .target(name: "Dates", swiftSettings: core),
        .target(name: "Diagnostics", dependencies: ["JSONText"], swiftSettings: core),
        .target(name: "Deadlines", dependencies: ["Dates", "Diagnostics", "JSONText"], swiftSettings: core),
        .target(name: "Programmes", dependencies: ["Dates", "Deadlines", "Diagnostics"], swiftSettings: core),
        .target(
            name: "RuleLanguage", dependencies: ["Dates", "Deadlines", "Diagnostics", "Programmes"],
            swiftSettings: core),
        .target(
            name: "Drafting", dependencies: ["Dates", "Deadlines", "Diagnostics", "JSONText", "Programmes"],
            swiftSettings: core),
        .target(name: "Mail", swiftSettings: core),
        .target(name: "Replies", dependencies: ["Dates", "Deadlines", "Diagnostics", "Mail"], swiftSettings: core),
        .executableTarget(
            name: "MailFuzz", dependencies: ["Dates", "Deadlines", "Mail", "Replies"], path: "Mail",
            swiftSettings: core),
        // What of it needs no files.
        .target(
            name: "LanguageServer", sources: ["MessageFraming.swift", "TextPositions.swift"], swiftSettings: core),
        .executableTarget(
            name: "LanguageServerFuzz", dependencies: ["Diagnostics", "JSONText", "LanguageServer", "RuleLanguage"],
            path: "LanguageServer", swiftSettings: core),
        .executableTarget(
            name: "RulesFuzz", dependencies: ["Dates", "Diagnostics", "JSONText", "Programmes", "RuleLanguage"],
            path: "Rules", swiftSettings: core),
        .executableTarget(
            name: "DeadlinesFuzz", dependencies: ["Dates", "Deadlines", "JSONText"], path: "Deadlines",
            swiftSettings: core),
        .executableTarget(
            name: "DraftingFuzz", dependencies: ["Dates", "Diagnostics", "Drafting", "Programmes"], path: "Drafting",
            swiftSettings: core),
    ],
    swiftLanguageModes: [.v6]
)
