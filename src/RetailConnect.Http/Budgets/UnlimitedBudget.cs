namespace RetailConnect.Http;

/// <summary>A budget for vendors that set no limit; a refusal closes it all the same.</summary>
internal sealed class UnlimitedBudget(TimeProvider time) : RateBudget(time)
{
    protected override TimeSpan? Take(double cost, CallPriority priority) => null;

    protected override void Return(double cost, HttpResponseMessage? response)
    {
    }

    protected override TimeSpan Drain(int calls, double cost, CallPriority last) => TimeSpan.Zero;
}
