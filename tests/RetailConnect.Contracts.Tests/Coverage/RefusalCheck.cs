using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using RetailConnect.Contracts.OpenApi;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.Coverage;

/// <summary>Refuses a call with a body of the vendor's and looks at the fault that comes of it.</summary>
internal sealed class RefusalCheck(ConnectorUnderTest connector, MethodInfo method)
{
    private readonly MethodCall call = new(connector, method);

    public string Name => method.Name;

    /// <summary>The operation of the contract that the method calls; null where none is.</summary>
    public async Task<ContractOperation?> OperationAsync(CallForm form)
    {
        (connector.Wire.Answer, connector.Wire.Status) = (null, HttpStatusCode.OK);
        _ = await call.SendAsync(form, full: true, schema: null);
        return ContractJudge.Require().Rest(connector.Vendor).Find(connector.Wire.Last!.Request);
    }

    /// <summary>Refuses one call; the fault is null where the connector took the refusal for a success.</summary>
    public async Task<ConnectorException?> RefuseAsync(CallForm form, ContractOperation operation, int status, JsonNode? body)
    {
        (connector.Wire.Answer, connector.Wire.Status) = (body?.ToJsonString() ?? "", (HttpStatusCode)status);
        var thrown = await call.SendAsync(form, full: true, operation.WrittenSchema);
        return thrown as ConnectorException ?? thrown?.InnerException as ConnectorException;
    }

    public static IEnumerable<MethodInfo> MethodsOf(ConnectorUnderTest connector) => connector.Methods.Where(method => method.Name is not "Token");

    public IReadOnlyList<CallForm> Forms => CallPlan.Of(connector, method);
}
