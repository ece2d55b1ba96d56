using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetailConnect.Contracts.OpenApi;

namespace RetailConnect.Contracts.Coverage;

/// <summary>Calls a Refit method as the connector is wired, with generated arguments.</summary>
internal sealed class MethodCall(ConnectorUnderTest connector, MethodInfo method)
{
    /// <summary>Arguments beside the body; a path, a header or a query takes each as a text.</summary>
    private static readonly Dictionary<Type, object> Plain = new()
    {
        [typeof(string)] = "abc-1", [typeof(int)] = 50, [typeof(long)] = 7L, [typeof(double)] = 1d, [typeof(bool)] = true, [typeof(Guid)] = new Guid(LeafValue.Id),
        [typeof(Dictionary<string, string>)] = new Dictionary<string, string> { ["grant_type"] = "client_credentials" },
        [typeof(Refit.ByteArrayPart)] = new Refit.ByteArrayPart([0xFF, 0xD8, 0xFF], "picture.jpg", "image/jpeg"),
    };

    /// <summary>What the last call that succeeded returned.</summary>
    public object? Result { get; private set; }

    /// <summary>Calls the method and returns what it threw.</summary>
    public async Task<Exception?> SendAsync(CallForm form, bool full, JsonObject? schema)
    {
        try
        {
            var arguments = method.GetParameters().Select(parameter => Argument(parameter, form, full, schema)).ToArray();
            var task = (Task)method.Invoke(connector.Part(method.DeclaringType!), arguments)!;
            await task;
            Result = method.ReturnType.IsGenericType ? task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
            return null;
        }
        catch (Exception e) when (e is ConnectorException or Refit.ApiException or JsonException)
        {
            return e;
        }
    }

    private object? Argument(ParameterInfo parameter, CallForm form, bool full, JsonObject? schema)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return TestContext.Current.CancellationToken;
        }

        if (form.Arguments.TryGetValue(parameter.Name!, out var given))
        {
            return given;
        }

        if (!full && new NullabilityInfoContext().Create(parameter).WriteState is NullabilityState.Nullable)
        {
            return null;
        }

        var written = parameter.GetCustomAttribute<Refit.BodyAttribute>() is not null || method.GetCustomAttribute<Refit.MultipartAttribute>() is not null;
        if (!written || Plain.ContainsKey(parameter.ParameterType))
        {
            return Plain[parameter.ParameterType];
        }

        var type = connector.Json.GetTypeInfo(parameter.ParameterType);
        return new Draft(full, form.LeftOut).Of(type, schema is null ? null : FlatSchema.Of(ContractJudge.Require().Rest(connector.Vendor).Contract, schema)).Deserialize(type);
    }
}
