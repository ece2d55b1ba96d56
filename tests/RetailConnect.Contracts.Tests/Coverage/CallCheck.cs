using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using RetailConnect.Contracts.OpenApi;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.Coverage;

/// <summary>Calls a Refit method as the connector is wired, with generated bodies, and answers with generated answers.</summary>
internal sealed class CallCheck(ConnectorUnderTest connector, MethodInfo method)
{
    private readonly MethodCall call = new(connector, method);
    private readonly List<string> contract = [];
    private readonly List<string> broken = [];
    private readonly List<string> unreadable = [];
    private KnownException? exception;
    private int requests;
    private int answers;

    public async Task<CheckedOperation> RunAsync()
    {
        foreach (var form in CallPlan.Of(connector, method))
        {
            await CheckAsync(form);
        }

        return new(method.Name, [.. contract.Distinct()])
        {
            Exception = exception is null ? null : $"{exception.Reason} Source: {exception.Source}.", Requests = requests, Answers = answers, Broken = [.. broken.Distinct()], Unreadable = [.. unreadable.Distinct()],
        };
    }

    private async Task CheckAsync(CallForm form)
    {
        // The first call finds the operation; its schema then tells which texts mean something.
        connector.Wire.Answer = null;
        _ = await call.SendAsync(form, full: true, schema: null);
        var request = connector.Wire.Last!.Request;
        exception = KnownException.For(connector.Vendor, request.Method, request.Path);
        var operation = connector.Vendor == "shopify" ? null : ContractJudge.Require().Rest(connector.Vendor).Find(request);
        if (operation is not null)
        {
            contract.Add(operation.Name);
        }
        else if (exception is null)
        {
            broken.AddRange(ContractJudge.Require().Check(connector.Wire.Last).Select(violation => violation.ToString()));
            return;
        }

        await RequestAsync(form, full: false, operation);
        await RequestAsync(form, full: true, operation);
        if (operation?.AnswerSchema is { } schema && ResultType() is { } type)
        {
            var flat = FlatSchema.Of(Document, schema);
            unreadable.AddRange(Declarations.Compare(connector.Json.GetTypeInfo(type), flat));
            foreach (var kind in SampleWriter.Kinds)
            {
                await AnswerAsync(form, operation, kind, SampleWriter.Write(flat, kind)!);
            }
        }
    }

    private OpenApiContract Document => ContractJudge.Require().Rest(connector.Vendor).Contract;

    private async Task RequestAsync(CallForm form, bool full, ContractOperation? operation)
    {
        connector.Wire.Answer = null;
        _ = await call.SendAsync(form, full, operation?.WrittenSchema);
        requests++;
        broken.AddRange(ContractJudge.Require().Check(connector.Wire.Last!).Select(violation => $"{method.Name}, {(full ? "full" : "minimal")}: {violation}"));
    }

    private async Task AnswerAsync(CallForm form, ContractOperation operation, SampleKind kind, JsonNode sample)
    {
        connector.Wire.Answer = sample.ToJsonString();
        var failure = await call.SendAsync(form, full: true, operation.WrittenSchema);
        answers++;
        if (failure is not null)
        {
            unreadable.Add($"{method.Name} can't read the {kind} answer of {operation.Name}: {failure.GetBaseException().Message}");
        }
        else
        {
            // Lists are read entry by entry, so that one that can't be read is no failure.
            unreadable.AddRange(TroubledEntries.In(call.Result).Select(trouble => $"{method.Name} can't read an entry of the {kind} answer of {operation.Name}: {trouble}"));
        }

        if (kind is not SampleKind.Strange)
        {
            // The generator is judged as well: a sample that the contract refuses would prove nothing.
            unreadable.AddRange(Document.Answers.Check(operation, sample).Select(error => $"The {kind} sample itself is refused: {error}"));
        }
    }

    /// <summary>What the method returns; null where it returns nothing.</summary>
    private Type? ResultType() => method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : null;
}
