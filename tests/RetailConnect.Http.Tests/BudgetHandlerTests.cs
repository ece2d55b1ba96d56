namespace RetailConnect.Http.Tests;

public sealed class BudgetHandlerTests
{
    private readonly Ledger budget = new();

    [Fact]
    public async Task A_call_costs_what_it_says_and_one_when_it_says_nothing()
    {
        var dear = new HttpRequestMessage(HttpMethod.Post, "https://shop.example.test/graphql");
        dear.Options.Set(RequestCost.Option, 42);
        await SendAsync(() => new(), dear);
        await SendAsync(() => new(), null);
        Assert.Equal(["+42 Orders", "-42 200", "+1 Orders", "-1 200"], budget.Entries);
    }

    [Fact]
    public async Task A_call_that_failed_gives_its_place_back()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(() => throw new HttpRequestException("x"), null));
        Assert.Equal(["+1 Orders", "-1 none"], budget.Entries);
    }

    [Fact]
    public async Task A_call_is_as_urgent_as_the_flow_of_control_that_makes_it()
    {
        CallScope.Priority = CallPriority.Backfill;
        await SendAsync(() => new(), null);
        Assert.Equal("+1 Backfill", budget.Entries[0]);
    }

    private async Task SendAsync(Func<HttpResponseMessage> answer, HttpRequestMessage? request)
    {
        using var handler = new BudgetHandler(budget, StubHandler.Context);
        await StubHandler.SendAsync(handler, (_, _) => Task.FromResult(answer()), request);
    }

    private sealed class Ledger() : RateBudget(TimeProvider.System)
    {
        public List<string> Entries { get; } = [];

        protected override TimeSpan? Take(double cost, CallPriority priority)
        {
            Entries.Add($"+{cost} {priority}");
            return null;
        }

        protected override void Return(double cost, HttpResponseMessage? response) => Entries.Add($"-{cost} {(response is null ? "none" : $"{(int)response.StatusCode}")}");

        protected override TimeSpan Drain(int calls, double cost, CallPriority last) => TimeSpan.Zero;
    }
}
