namespace RetailConnect.Http;

/// <summary>A budget for vendors that set no limit.</summary>
internal sealed class UnlimitedBudget : RateBudget
{
    public override ValueTask AcquireAsync(double cost, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override void Release(double cost, HttpResponseMessage? response)
    {
    }
}
