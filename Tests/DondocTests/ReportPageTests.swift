import Diagnostics
import Templates
import Testing

@testable import dondoc

@Suite struct ReportPageTests {
    @Test func theTemplateHasNoFault() {
        let source = SourceFile(path: "report.mustache", bytes: PackageResources.report_mustache)
        let (template, diagnostics) = parseTemplate(source, as: .page)
        #expect(template != nil && diagnostics.isEmpty, "\(diagnostics)")
    }
}
