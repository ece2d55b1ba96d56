using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>Writes products by bulk operations, one for each file; a file that is full is sent before the next product is read.</summary>
internal sealed class BulkWriter(BulkOperations operations, BulkGate gate, ProductReader reader, ProductWriter writer, ShopCurrency currency)
{
    /// <summary>Half of what a staged upload may hold in Shopify's own example, which is less than the 100 MB of its text.</summary>
    private const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Writes what it can and fills in the results. What Shopify does not take in bulk, or does not answer for certain, is left without a result, for a call of its own.</summary>
    public async ValueTask WriteAsync(IReadOnlyList<Envelope<Product>> envelopes, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var terms = await currency.TermsAsync(cancellationToken);
        var file = new BulkFile();
        ConnectorException? stopped = null;
        foreach (var chunk in Enumerable.Range(0, envelopes.Count).Chunk(ProductReader.AtOnce))
        {
            if (stopped is null)
            {
                stopped = await PlanAsync(chunk, envelopes, terms, file, results, cancellationToken);
            }

            if (stopped is null && file.Bytes > MostBytes)
            {
                stopped = await SendAsync(file, envelopes, results, cancellationToken);
                file = new BulkFile();
            }

            if (stopped is not null)
            {
                Fill([.. file.Indexes, .. chunk], results, BulkFaults.BeforeStart(stopped));
                file = new BulkFile();
            }
        }

        await SendAsync(file, envelopes, results, cancellationToken);
    }

    /// <summary>Reads what the shop has of known products and adds their lines.</summary>
    private async ValueTask<ConnectorException?> PlanAsync(int[] chunk, IReadOnlyList<Envelope<Product>> envelopes, ShopTerms terms, BulkFile file, WriteResult?[] results, CancellationToken cancellationToken)
    {
        try
        {
            var there = await reader.LayoutsAsync([.. chunk.Where(index => results[index] is null).Select(index => envelopes[index].TargetId?.Value).OfType<string>()], cancellationToken);
            foreach (var index in chunk.Where(index => results[index] is null))
            {
                try
                {
                    ProductCheck.Run(envelopes[index].Value, terms);
                    var variables = ProductWriter.Plan(envelopes[index], envelopes[index].TargetId is { } id ? ProductReader.Existing(id.Value, there.GetValueOrDefault(id.Value)) : null);
                    file.Add(index, JsonSerializer.SerializeToUtf8Bytes(variables, ShopifyJson.Default.ProductSetVariables));
                }
                catch (ConnectorException fault)
                {
                    results[index] = WriteResult.Failed(fault);
                }
            }

            return null;
        }
        catch (ConnectorException fault)
        {
            // What is refused to twenty may be granted to each.
            return fault.Kind is FaultKind.Rejected ? null : fault;
        }
    }

    private async ValueTask<ConnectorException?> SendAsync(BulkFile file, IReadOnlyList<Envelope<Product>> envelopes, WriteResult?[] results, CancellationToken cancellationToken)
    {
        if (file.Indexes.Count == 0)
        {
            return null;
        }

        BulkState end;
        try
        {
            end = await gate.RunAsync(() => StartAsync(file, cancellationToken), id => EndAsync(id, cancellationToken), cancellationToken);
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected or FaultKind.Unsupported)
        {
            // The file as such is not taken, which says nothing about any product in it.
            return null;
        }
        catch (ConnectorException fault)
        {
            return Fill(file.Indexes, results, fault);
        }

        try
        {
            await ReadAsync(end, file, envelopes, results, cancellationToken);
            return end.Status is "COMPLETED" ? null : Fill(file.Indexes, results, BulkFaults.Of(end));
        }
        catch (ConnectorException fault)
        {
            return fault.Kind is FaultKind.Unsupported ? null : Fill(file.Indexes, results, BulkFaults.AfterStart(fault));
        }
    }

    private async ValueTask<string> StartAsync(BulkFile file, CancellationToken cancellationToken)
    {
        string path;
        try
        {
            path = await operations.UploadAsync(file.Lines, cancellationToken);
        }
        catch (ConnectorException fault) when (fault.MayHaveTakenEffect)
        {
            throw BulkFaults.BeforeStart(fault);
        }

        return await operations.StartAsync(ProductDocuments.Set, path, cancellationToken);
    }

    private async ValueTask<BulkState> EndAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await operations.EndOfAsync(id, cancellationToken);
        }
        catch (ConnectorException fault)
        {
            throw BulkFaults.AfterStart(fault);
        }
    }

    private async ValueTask ReadAsync(BulkState end, BulkFile file, IReadOnlyList<Envelope<Product>> envelopes, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var unread = new Dictionary<int, WrittenProduct>();
        if ((end.Url ?? end.PartialDataUrl) is { } address)
        {
            await operations.ReadAsync(address, line => Take(line, file, envelopes, results, unread), cancellationToken);
        }

        foreach (var (index, product) in unread)
        {
            results[index] = WriteResult.Written(await writer.ReceiptAsync(envelopes[index].Value, product, cancellationToken));
        }
    }

    /// <summary>Takes the answer to one line; one that tells no number, or nothing, is passed over.</summary>
    private static void Take(BulkLine line, BulkFile file, IReadOnlyList<Envelope<Product>> envelopes, WriteResult?[] results, Dictionary<int, WrittenProduct> unread)
    {
        if (line.Number is not >= 0 || line.Number >= file.Indexes.Count)
        {
            return;
        }

        var index = file.Indexes[line.Number.Value];
        var payload = line.Data?.ProductSet;
        if (line.Errors is { Count: > 0 } errors)
        {
            results[index] = WriteResult.Failed(GraphFaults.Of(errors, null, null));
        }
        else if (payload?.UserErrors is { Count: > 0 } refused)
        {
            results[index] = WriteResult.Failed(UserErrors.Fault("productSet", refused, requestId: null));
        }
        else if (payload?.Product is { Variants.PageInfo.HasNextPage: true } more)
        {
            unread[index] = more;
        }
        else if (payload?.Product is { } written)
        {
            results[index] = WriteResult.Written(ProductWriter.Receipt(envelopes[index].Value, written, written.Variants.Nodes));
        }
    }

    private static ConnectorException Fill(IReadOnlyList<int> indexes, WriteResult?[] results, ConnectorException fault)
    {
        foreach (var index in indexes)
        {
            results[index] ??= WriteResult.Failed(fault);
        }

        return fault;
    }
}
