import ArgumentParser
import Engine

struct Dondoc: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "dondoc",
            abstract: say(
                "Đọc thời hạn của chương trình, kế hoạch và nhắc việc đúng lúc.",
                "Reads the deadlines of programmes and plans, and reminds in time."),
            version: "dondoc " + Version.current,
            subcommands: [
                DeadlineCommand.self, Check.self, Simulate.self, Preview.self, Status.self, List.self, Show.self,
                WhyCommand.self,
                PlanCommand.self,
                ReportCommand<Done>.self, ReportCommand<Confirmed>.self, ReasonedCommand<Returned>.self,
                ReportCommand<Acknowledged>.self, ReportCommand<Unacknowledged>.self, ReportCommand<Reopened>.self,
                ReportCommand<Cancelled>.self, Snooze.self, Progress.self, ExtensionCommand<Extended>.self,
                ExtensionCommand<ExtensionAsked>.self, ReportCommand<Granted>.self, ReasonedCommand<Refused>.self,
                Event.self, Init.self, GoLive.self, Rules.self, Bodies.self, CalendarCommand.self, Stats.self,
                Format.self, Test.self, Explain.self, Import.self, Reload.self, Export.self,
                ReportPageCommand.self, LanguageServerCommand.self, Audit.self, Backup.self, Restore.self,
                LedgerCommand.self, Metrics.self,
                Deliver.self, OutletCommand.self, RepliesCommand.self, WebCommand.self,
            ])
    }

    @OptionGroup var global: GlobalOptions
}
