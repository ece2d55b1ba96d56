using System.Globalization;

namespace CustomField;

/// <summary>Takes goods off the web shop once their season is over; the stores sell them to the last piece.</summary>
/// <remarks>A step is asked again whenever the product is delivered, and for comparisons too, so it decides and does nothing else. It is made by the host's container and may ask for the partner's own services.</remarks>
/// <param name="time">Says which day it is; the season ends in the retailer's own time zone, here UTC.</param>
internal sealed class SeasonRule(TimeProvider time) : ISyncMiddleware<Product>
{
    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Product> context, SyncStep<Product> next)
    {
        var envelope = context.Envelope;
        return envelope is { Target: "web", Change.Value: { } product } && IsOver(product)
            ? next(context with { Envelope = envelope with { Change = envelope.Change with { Value = product with { Status = ProductStatus.Archived } } } })
            : next(context);
    }

    private bool IsOver(Product product) =>
        product.Attributes?.FirstOrDefault(attribute => attribute.Name == Fields.SeasonEnd) is { Value: { Type: AttributeType.Date } end }
        && DateOnly.ParseExact(end.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture) < DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
