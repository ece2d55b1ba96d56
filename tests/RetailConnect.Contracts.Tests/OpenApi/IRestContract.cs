using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>The contract of a vendor that describes its operations in OpenAPI.</summary>
internal interface IRestContract : IVendorContract
{
    /// <summary>The document.</summary>
    OpenApiContract Contract { get; }

    /// <summary>Returns the operation that a request calls, or null where the contract has none.</summary>
    ContractOperation? Find(SandboxRequest request);
}
