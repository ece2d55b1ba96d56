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
        Assert.Equal(["+42", "-42 200", "+1", "-1 200"], budget.Entries);
    }

    [Fact]
    public async Task A_call_that_failed_gives_its_place_back()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(() => throw new HttpRequestException("x"), null));
        Assert.Equal(["+1", "-1 none"], budget.Entries);
    }

    private async Task SendAsync(Func<HttpResponseMessage> answer, HttpRequestMessage? request)
    {
        using var handler = new BudgetHandler(budget, StubHandler.Context);
        await StubHandler.SendAsync(handler, (_, _) => Task.FromResult(answer()), request);
    }

    private sealed class Ledger : RateBudget
    {
        public List<string> Entries { get; } = [];

        public override ValueTask AcquireAsync(double cost, CancellationToken cancellationToken)
        {
            Entries.Add($"+{cost}");
            return ValueTask.CompletedTask;
        }

        public override void Release(double cost, HttpResponseMessage? response) => Entries.Add($"-{cost} {(response is null ? "none" : $"{(int)response.StatusCode}")}");
    }
}
