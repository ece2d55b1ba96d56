namespace RetailConnect.Testing.Tests.Connectors;

internal sealed class TinyProductSink(ITinyApi api, TinyOptions options) : IBatchSink<Product>
{
    private int writes;
    private int underway;
    private TinyProducts? latest;

    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<Product>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult[envelopes.Count];
        var good = Enumerable.Range(0, envelopes.Count).Where(index => !IsBad(envelopes[index].Value)).ToList();
        foreach (var bad in Enumerable.Range(0, envelopes.Count).Except(good))
        {
            var fault = new ConnectorException(FaultKind.Rejected, "The product can't be told in the vendor's terms.");
            results[bad] = options.Flaw is Flaw.FailsTheBatch ? throw fault : WriteResult.Failed(fault);
        }

        if (good.Count > 0)
        {
            var ids = await SaveAsync(new([.. good.Select(index => Map(envelopes[index]))]), cancellationToken);
            for (var i = 0; i < good.Count; i++)
            {
                results[good[i]] = WriteResult.Written(new(ids[i]));
            }
        }

        return options.Flaw is Flaw.AnswersBatchesBackwards ? [.. results.Reverse()] : results;
    }

    private async Task<IReadOnlyList<string>> SaveAsync(TinyProducts products, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref underway) > 1 && options.Flaw is Flaw.RejectsWhatMeetsAnother)
            {
                throw new ConnectorException(FaultKind.Rejected, "Somebody else writes.");
            }

            return (await api.Save(options.Flaw is Flaw.MixesUpWhatIsWrittenAtOnce ? await LatestAsync(products) : products, cancellationToken)).Ids;
        }
        catch (OperationCanceledException) when (options.Flaw is Flaw.SwallowsCancellation)
        {
            return [.. products.Products.Select(product => product.Id)];
        }
        catch (ConnectorException fault) when (Spoilt(fault) is { } spoilt)
        {
            throw spoilt;
        }
        finally
        {
            Interlocked.Decrement(ref underway);
        }
    }

    private async Task<TinyProducts> LatestAsync(TinyProducts products)
    {
        latest = products;
        await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        return latest;
    }

    private ConnectorException? Spoilt(ConnectorException fault) => options.Flaw switch
    {
        Flaw.DeniesAnEffect => new(fault.Kind, fault.Message) { MayHaveTakenEffect = false },
        Flaw.ClaimsAnEffect when fault.Kind is FaultKind.Transient => new(fault.Kind, fault.Message) { MayHaveTakenEffect = true },
        Flaw.RejectsAProxysPageInWrites when fault.Message.Contains("no answer of its API", StringComparison.Ordinal) => new(FaultKind.Rejected, fault.Message),
        _ => null,
    };

    private bool IsBad(Product product) => (options.Flaw is Flaw.WantsPlainText && !product.Title.All(char.IsAscii)) || product.Variants.Any(variant => variant.Sku.Value.Length == 0 || variant.Price.Amount.Amount < 0 || variant.Price.Amount.Rounded() != variant.Price.Amount)
        || product.Variants.DistinctBy(variant => variant.Sku).Count() < product.Variants.Count;

    private TinyProduct Map(Envelope<Product> envelope)
    {
        var (product, id) = (envelope.Value, envelope.Canonical.Value);
        id = options.Flaw switch
        {
            Flaw.WritesTwice => $"{id}-{++writes}",
            Flaw.WritesAnewWhenItRepeats when envelope.Intended => $"{id}-again",
            _ => id,
        };
        var title = options.Flaw is Flaw.CutsTitles && product.Title.Length > 100 ? product.Title[..100] : product.Title;
        return new(id, title, product.Description, [.. product.Variants.Select(variant => new TinyVariant(variant.Sku.Value, variant.Price.Amount.Amount, variant.Price.Amount.Currency.Code))]);
    }
}
