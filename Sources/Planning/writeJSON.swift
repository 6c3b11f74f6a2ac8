public import JSONText

/// A notice as `simulate --json` prints it, one object without a newline.
public func writeJSON(_ notice: Notice, _ plan: Plan, to writer: inout JSONWriter) {}
