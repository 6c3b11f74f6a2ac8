internal import JSONText

/// What a service says of itself: `org.varlink.service`.
public struct VarlinkService: Sendable {
    /// An interface that it offers, with its description in the Varlink language.
    public struct Interface: Sendable {
        /// Qualified, as callers name it: `io.dondoc`.
        public let name: String
        /// In the Varlink language, as `GetInterfaceDescription` gives it.
        public let description: String

        /// - Parameter description: the whole text of the interface, with its types and errors.
        public init(name: String, description: String) {
            self.name = name
            self.description = description
        }
    }

    /// As `GetInfo` gives it.
    public let vendor: String
    /// As `GetInfo` gives it: the program, not the interface.
    public let product: String
    /// The program's version.
    public let version: String
    /// Where people read about it; empty: nowhere.
    public let url: String
    /// `org.varlink.service` is added to what is told.
    public let interfaces: [Interface]

    /// For `GetInfo`; nothing else follows from it.
    public init(vendor: String, product: String, version: String, url: String, interfaces: [Interface]) {
        self.vendor = vendor
        self.product = product
        self.version = version
        self.url = url
        self.interfaces = interfaces
    }

    static let interfaceName = "org.varlink.service"

    func answer(_ call: VarlinkCall) -> VarlinkReply {
        switch call.name {
        case "GetInfo":
            let names = [VarlinkService.interfaceName] + interfaces.map(\.name)
            return .success([
                "vendor": .string(vendor), "product": .string(product), "version": .string(version),
                "url": .string(url), "interfaces": .array(names.map(JSONValue.string)),
            ])
        case "GetInterfaceDescription":
            guard let name = call.parameters["interface"]?.string else {
                return .failure(.invalidParameter("interface"))
            }
            if name == VarlinkService.interfaceName {
                return .success(["description": .string(VarlinkService.description)])
            }
            guard let interface = interfaces.first(where: { $0.name == name }) else {
                return .failure(.interfaceNotFound(name))
            }
            return .success(["description": .string(interface.description)])
        default: return .failure(.methodNotFound(call.method))
        }
    }

    private static let description = """
        # What every Varlink service says of itself.
        interface org.varlink.service

        # Who made the service, and the interfaces that it offers.
        method GetInfo() -> (
          vendor: string,
          product: string,
          version: string,
          url: string,
          interfaces: []string
        )

        # An interface in the Varlink language.
        method GetInterfaceDescription(interface: string) -> (description: string)

        error InterfaceNotFound (interface: string)
        error MethodNotFound (method: string)
        error MethodNotImplemented (method: string)
        error InvalidParameter (parameter: string)
        error ExpectedMore ()

        """
}
