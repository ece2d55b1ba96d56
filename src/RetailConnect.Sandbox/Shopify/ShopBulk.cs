using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQL;
using GraphQLParser.AST;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>Bulk operations, later and without cost points: a mutation is run for each line of an uploaded file, a query is read whole. Lines run as time passes, looked at whenever somebody asks the shop something.</summary>
internal sealed class ShopBulk(ShopState state, ShopFiles files, ShopifySettings settings, Func<KnownDocument, string, JsonObject, Cost, Task<JsonObject>> execute, TimeProvider time)
{
    private const int Most = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly string[] Mutations = ["productSet", "inventorySetQuantities", "inventoryActivate", "inventoryBulkToggleActivation"];
    private static readonly string[] Fields = ["id", "status", "operation_type"];

    /// <summary>Most operations that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    public Obj Run(IResolveFieldContext context)
    {
        var mutation = context.GetArgument<string>("mutation");
        var (document, upload) = (KnownDocument.Parse(mutation), state.Uploads.GetValueOrDefault(context.GetArgument<string>("stagedUploadPath")) is { ResourceUrl: null } found ? found : null);
        if (ProblemOf(document, upload) is var (code, field, message))
        {
            return new("BulkOperationRunMutationPayload", ("bulkOperation", null), ("userErrors", new List<Obj> { new("BulkMutationUserError", ("code", code), ("field", field is null ? null : new List<string> { field }), ("message", message)) }));
        }

        var row = new BulkRow { Id = state.NewId("BulkOperation"), Text = mutation, Document = document!, Lines = Split(upload!.Content!.Value), CreatedAt = time.GetUtcNow() };
        state.Bulk[row.Id] = row;
        MostAtOnce = Math.Max(MostAtOnce, state.Bulk.Values.Count(other => other is { IsUnderWay: true, IsQuery: false }));
        return new("BulkOperationRunMutationPayload", ("bulkOperation", View(row)), ("userErrors", new List<Obj>()));
    }

    public Obj RunQuery(IResolveFieldContext context)
    {
        var query = context.GetArgument<string>("query");
        var document = KnownDocument.Parse(query);
        var problem = context.GetArgument<bool>("groupObjects") ? ("INVALID", "The simulator does not group objects.")
            : BulkQueryRules.ProblemOf(document?.Document) is { } wrong ? ("INVALID", wrong)
            : state.Bulk.Values.Any(other => other is { IsUnderWay: true, IsQuery: true }) ? ("OPERATION_IN_PROGRESS", "A bulk query operation for this app and shop is already in progress.")
            : default((string Code, string Message)?);
        if (problem is var (code, message))
        {
            var error = new Obj("BulkOperationUserError", ("code", code), ("field", code is "INVALID" ? new List<string> { "query" } : null), ("message", message));
            return new("BulkOperationRunQueryPayload", ("bulkOperation", null), ("userErrors", new List<Obj> { error }));
        }

        var row = new BulkRow { Id = state.NewId("BulkOperation"), Text = query, Document = document!, IsQuery = true, CreatedAt = time.GetUtcNow() };
        state.Bulk[row.Id] = row;
        return new("BulkOperationRunQueryPayload", ("bulkOperation", View(row)), ("userErrors", new List<Obj>()));
    }

    public Obj View(BulkRow row)
    {
        var objects = $"{row.Done}";
        return new(
            "BulkOperation", ("id", row.Id), ("status", row.Status), ("type", row.IsQuery ? "QUERY" : "MUTATION"), ("query", row.Text), ("createdAt", ShopViews.Time(row.CreatedAt)),
            ("completedAt", row.Status is "COMPLETED" or "EXPIRED" ? ShopViews.Time(row.EndedAt!.Value) : null), ("errorCode", row.ErrorCode), ("objectCount", objects), ("rootObjectCount", objects),
            ("fileSize", row.Status is "COMPLETED" ? $"{row.Result.Length}" : null), ("url", row is { Status: "COMPLETED", Done: > 0 } ? files.Address(row) : null),
            ("partialDataUrl", row is { Status: "FAILED", Done: > 0 } ? files.Address(row) : null));
    }

    /// <summary>Newest first, as the vendor describes its default order.</summary>
    public IEnumerable<BulkRow> Find(string? query) => state.Bulk.Values
        .Where(Search.Filter<BulkRow>(query, (row, field) => field switch { "id" => ShopState.Tail(row.Id), "status" => row.Status.ToLowerInvariant(), _ => row.IsQuery ? "query" : "mutation" }, (row, _) => row.CreatedAt, Fields))
        .Reverse();

    /// <summary>Runs the lines whose time has come.</summary>
    public async Task AdvanceAsync()
    {
        var now = time.GetUtcNow();
        foreach (var row in state.Bulk.Values.Where(row => row.Status is not "FAILED" and not "EXPIRED"))
        {
            if (row.IsUnderWay)
            {
                await AdvanceAsync(row, now);
            }
            else if (now - row.EndedAt >= Kept)
            {
                row.Status = "EXPIRED";
            }
        }
    }

    /// <summary>Whatever is under way fails.</summary>
    public void Break()
    {
        foreach (var row in state.Bulk.Values.Where(row => row.IsUnderWay))
        {
            Fail(row, "INTERNAL_SERVER_ERROR");
        }
    }

    private async Task AdvanceAsync(BulkRow row, DateTimeOffset now)
    {
        var since = now - row.CreatedAt - settings.BulkStart;
        if (since < TimeSpan.Zero)
        {
            return;
        }

        row.Status = "RUNNING";
        if (row.Lines is null && await FindAsync(row) is { } failure)
        {
            Fail(row, failure);
            return;
        }

        var inTime = since + settings.BulkStart < Longest ? since : Longest - settings.BulkStart;
        for (var due = (int)Math.Min(row.Lines!.Count, inTime.TotalSeconds * (row.IsQuery ? settings.BulkObjectsPerSecond : settings.BulkLinesPerSecond)); row.Done < due; row.Done++)
        {
            if (row.IsQuery)
            {
                Write(row, row.Lines[row.Done].Span);
            }
            else
            {
                await RunLineAsync(row, Shuffled(row.Done, row.Lines.Count));
            }
        }

        if (row.Done == row.Lines.Count)
        {
            (row.Status, row.EndedAt) = ("COMPLETED", now);
        }
        else if (since > inTime)
        {
            Fail(row, "TIMEOUT");
        }
    }

    private void Fail(BulkRow row, string code) => (row.Status, row.ErrorCode, row.EndedAt) = ("FAILED", code, time.GetUtcNow());

    /// <summary>The vendor does not run lines in their order.</summary>
    private static int Shuffled(int index, int count) => (index ^ 1) < count ? index ^ 1 : index;

    private async Task RunLineAsync(BulkRow row, int number)
    {
        var answer = ShopBody.Read(row.Lines![number].Span) is { } variables
            ? await execute(row.Document, row.Text, variables, new Cost())
            : new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = "The line is not valid JSON." }) };
        answer["__lineNumber"] = number;
        Write(row, JsonSerializer.SerializeToUtf8Bytes(answer));
    }

    private static void Write(BulkRow row, ReadOnlySpan<byte> line)
    {
        row.Result.Write(line);
        row.Result.WriteByte((byte)'\n');
    }

    /// <summary>Runs a query; returns why it failed.</summary>
    private async Task<string?> FindAsync(BulkRow row)
    {
        var answer = await execute(row.Document, row.Text, [], new Cost { IsBulk = true });
        if (answer["errors"] is not null || answer["data"] is not JsonObject data)
        {
            return "INTERNAL_SERVER_ERROR";
        }

        row.Lines = [.. BulkQueryRules.Lines(data, null).Select(line => new ReadOnlyMemory<byte>(JsonSerializer.SerializeToUtf8Bytes(line)))];
        return null;
    }

    private (string Code, string? Field, string Message)? ProblemOf(KnownDocument? document, UploadRow? upload) =>
        document?.Document.Definitions.OfType<GraphQLOperationDefinition>().ToList() is not [{ Operation: OperationType.Mutation, SelectionSet.Selections: [GraphQLField { } field] }] ? ("INVALID_MUTATION", "mutation", "The mutation can't be parsed, or is not exactly one.")
        : !Mutations.Contains(field.Name.StringValue) ? ("INVALID_MUTATION", "mutation", $"{field.Name} can't be run in bulk.")
        : Connections(field.SelectionSet) > 1 ? ("INVALID_MUTATION", "mutation", "Bulk mutations can have at most one connection.")
        : upload?.Content is not { } content ? ("NO_SUCH_FILE", "stagedUploadPath", "The JSONL file could not be found.")
        : Split(content).Count == 0 ? ("INVALID_STAGED_UPLOAD_FILE", "stagedUploadPath", "The JSONL file is empty.")
        : state.Bulk.Values.Count(row => row is { IsUnderWay: true, IsQuery: false }) >= Most ? ("LIMIT_REACHED", null, "Bulk operations limit reached. Please try again later.")
        : null;

    private static int Connections(GraphQLSelectionSet? set) => set is null ? 0 : set.Selections.OfType<GraphQLField>().Sum(field => (field.Name.StringValue is "nodes" or "edges" ? 1 : 0) + Connections(field.SelectionSet));

    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> content)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        foreach (var range in content.Span.Split((byte)'\n'))
        {
            if (content[range] is { Length: > 0 } line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}
