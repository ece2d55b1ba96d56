using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>Starts bulk operations, waits for their end and reads the results of mutations.</summary>
internal sealed class BulkOperations(ShopifyAdmin admin, VendorFiles files, TimeProvider time)
{
    private const string Filename = "products.jsonl";
    private const string Type = "text/jsonl";
    private const int MostFailures = 3;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Waits until no mutation of this app is under way in the shop.</summary>
    public async ValueTask UntilNoneAsync(CancellationToken cancellationToken)
    {
        try
        {
            await UntilAsync(LookAsync, isOver => isOver, cancellationToken);
        }
        catch (ConnectorException fault) when (fault.MayHaveTakenEffect)
        {
            throw BulkFaults.BeforeStart(fault);
        }

        async ValueTask<bool> LookAsync()
        {
            var answer = await admin.SendAsync(BulkDocuments.UnderWay, new NoVariables(), 1, ShopifyJson.Default.NoVariables, ShopifyJson.Default.BulkPage, cancellationToken);
            return !answer.Page.Nodes.Any(state => state is { IsUnderWay: true, Type: "MUTATION" });
        }
    }

    /// <summary>Uploads the lines. Nothing happens to the shop before the operation is started.</summary>
    /// <returns>The path by which the file is named.</returns>
    public async ValueTask<string> UploadAsync(IReadOnlyList<byte[]> lines, CancellationToken cancellationToken)
    {
        var variables = new StagedUploadVariables([new(Filename, Type, "POST", "BULK_MUTATION_VARIABLES")]);
        var answer = await admin.SendAsync(BulkDocuments.Stage, variables, 1, ShopifyJson.Default.StagedUploadVariables, ShopifyJson.Default.StagedUploadAnswer, cancellationToken);
        UserErrors.ThrowIfAny("stagedUploadsCreate", answer.StagedUploadsCreate?.UserErrors ?? [], answer.RequestId);
        if (answer.StagedUploadsCreate?.StagedTargets is not [var target] || target.Parameters.FirstOrDefault(field => field.Name is "key") is not { } key)
        {
            throw new ConnectorException(FaultKind.Transient, "stagedUploadsCreate: Shopify answered without a place for the file.");
        }

        using var form = StagedForm.Of(target.Parameters, Filename, Type, lines);
        await files.SendAsync(target.Url, form, cancellationToken);
        return key.Value;
    }

    /// <summary>Starts an operation that runs a mutation for each line.</summary>
    public async ValueTask<string> StartAsync(GraphDocument mutation, string path, CancellationToken cancellationToken)
    {
        var answer = await admin.SendAsync(BulkDocuments.Run, new BulkRunVariables(mutation.Text, path), 1, ShopifyJson.Default.BulkRunVariables, ShopifyJson.Default.BulkRunAnswer, cancellationToken);
        if (answer.BulkOperationRunMutation?.UserErrors is { Count: > 0 } errors)
        {
            throw BulkFaults.Of(errors, answer.RequestId);
        }

        return answer.BulkOperationRunMutation?.BulkOperation?.Id ?? throw new ConnectorException(FaultKind.Transient, "bulkOperationRunMutation: Shopify answered without the operation.");
    }

    /// <summary>Starts an operation that reads all that a query asks for; a shop runs one at a time.</summary>
    public async ValueTask<string> StartQueryAsync(GraphDocument query, CancellationToken cancellationToken)
    {
        const string Mutation = "bulkOperationRunQuery";
        var answer = await admin.SendAsync(BulkDocuments.Query, new BulkQueryVariables(query.Text), 1, ShopifyJson.Default.BulkQueryVariables, ShopifyJson.Default.BulkQueryAnswer, cancellationToken);
        return answer.BulkOperationRunQuery?.UserErrors is { Count: > 0 } errors
            ? throw BulkFaults.Of(errors, answer.RequestId, Mutation)
            : answer.BulkOperationRunQuery?.BulkOperation?.Id ?? throw new ConnectorException(FaultKind.Transient, $"{Mutation}: Shopify answered without the operation.");
    }

    /// <summary>Waits for the end of an operation.</summary>
    public async ValueTask<BulkState> EndOfAsync(string id, CancellationToken cancellationToken)
    {
        var failed = 0;
        var end = await UntilAsync(LookAsync, state => state is { IsUnderWay: false }, cancellationToken);
        return end!;

        async ValueTask<BulkState?> LookAsync()
        {
            try
            {
                var answer = await admin.SendAsync(BulkDocuments.One, new IdVariables(id), 1, ShopifyJson.Default.IdVariables, ShopifyJson.Default.BulkAnswer, cancellationToken);
                failed = 0;
                return answer.BulkOperation ?? throw new ConnectorException(FaultKind.Rejected, "Shopify does not know the bulk operation any more.");
            }
            catch (ConnectorException fault) when (fault.Kind is FaultKind.Transient or FaultKind.Throttled && ++failed < MostFailures)
            {
                // Looking again is cheaper than sending all lines again.
                return null;
            }
        }
    }

    /// <summary>Reads a result line by line; what can't be read is left out.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="take">Takes a line; when the connection is cut all lines come again.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async ValueTask ReadAsync(string address, Action<BulkLine> take, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await files.ReadAsync(address, (stream, token) => ReadAsync(stream, take, token), cancellationToken);
                return;
            }
            catch (ConnectorException fault) when (fault.Kind is FaultKind.Transient && attempt < MostFailures)
            {
                await time.WaitAsync(First, cancellationToken);
            }
        }
    }

    private static async Task ReadAsync(Stream stream, Action<BulkLine> take, CancellationToken cancellationToken)
    {
        await foreach (var line in BulkLines.ReadAsync(stream, cancellationToken))
        {
            take(line);
        }
    }

    private async ValueTask<T> UntilAsync<T>(Func<ValueTask<T>> look, Func<T, bool> isOver, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var wait = First; ; wait = wait * 1.5 < Slowest ? wait * 1.5 : Slowest)
        {
            var found = await look();
            if (isOver(found))
            {
                return found;
            }

            if (time.GetElapsedTime(began) > Patience)
            {
                throw new ConnectorException(FaultKind.Transient, $"A bulk operation is still under way after {Patience.TotalHours:0} h.") { RetryAfter = TimeSpan.FromMinutes(1) };
            }

            await time.WaitAsync(wait, cancellationToken);
        }
    }
}
