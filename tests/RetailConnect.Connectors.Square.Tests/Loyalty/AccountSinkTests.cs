using RetailConnect.Connectors.Square.Loyalty;
using static RetailConnect.Connectors.Square.Tests.Loyalty.Programme;

namespace RetailConnect.Connectors.Square.Tests.Loyalty;

public sealed class AccountSinkTests
{
    private const string Phone = "+442079460123";
    private const string Made = """{"loyalty_account":{"id":"A1","program_id":"P1","balance":0,"mapping":{"id":"M1","phone_number":"+442079460123"}}}""";
    private const string Found = """{"loyalty_accounts":[{"id":"OTHER","program_id":"P0"},{"id":"A7","program_id":"P1","balance":3}]}""";

    private static Wire Wired() => new Wire().Answer("GET", Program, Of());

    private static Envelope<Customer> Ada(string? phone, string? target = null, string canonical = "web-C1") =>
        TestConnection.Envelope("web", Wire.Club, Change.Upserted("C1", "1", new Customer { Id = "C1", Phone = phone }), canonical, target);

    private static Task<WriteReceipt> Write(Wire wire, Envelope<Customer> envelope) => wire.OpenClub().Part<IChangeSink<Customer>>()!.WriteAsync(envelope, Wire.Token).AsTask();

    [Fact]
    public async Task Customer_without_account_gets_one()
    {
        await using var wire = Wired().Post(Search, "{}").Post(Accounts, Made);
        var envelope = Ada("+44 (0)20 7946-0123");

        var receipt = await Write(wire, envelope);

        Assert.Equal("A1", receipt.Id.Value);
        Wire.Same($$"""{"query":{"mappings":[{"phone_number":"{{Phone}}"}]},"limit":10}""", wire.Body(Search));
        Wire.Same($$"""{"loyalty_account":{"program_id":"P1","mapping":{"phone_number":"{{Phone}}"} },"idempotency_key":"{{envelope.IdempotencyKey}}"}""", wire.Body(Accounts));
    }

    [Fact]
    public async Task Account_of_the_programme_that_is_there_is_taken()
    {
        await using var wire = Wired().Post(Search, Found);
        Assert.Equal("A7", (await Write(wire, Ada(Phone))).Id.Value);
    }

    [Theory]
    [InlineData("BAD_REQUEST", 400)]
    [InlineData("CONFLICT", 409)]
    public async Task Number_that_got_an_account_in_the_meantime_is_looked_up(string code, int status)
    {
        await using var wire = Wired().Answer("POST", Accounts, Wire.Error(code, detail: "A loyalty account with the phone number +442079460123 already exists."), status: status);
        var searches = 0;
        wire.Post(Search, "{}").Answer("POST", Search, Found, body: _ => ++searches > 1);

        Assert.Equal("A7", (await Write(wire, Ada(Phone))).Id.Value);
    }

    [Fact]
    public async Task Number_that_Square_does_not_take_is_refused_without_being_told()
    {
        await using var wire = Wired().Post(Search, "{}").Answer("POST", Accounts, Wire.Error("INVALID_PHONE_NUMBER", detail: "+442079460123 is no phone number."), status: 400);
        var fault = await Refused(Write(wire, Ada(Phone)));
        Assert.Equal(FaultKind.Rejected, fault.Kind);
        Assert.DoesNotContain("2079460123", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("020 7946 0123")]
    [InlineData("0044 20 7946 0123")]
    [InlineData("+44 call me 79460123")]
    [InlineData("+123")]
    [InlineData("+1234567890123456")]
    [InlineData("+0442079460123")]
    [InlineData("+44+2079460123")]
    public async Task Customer_whose_number_is_none_or_anybodys_is_skipped_and_nothing_is_sent(string? phone)
    {
        await using var wire = new Wire();
        var fault = await Refused(Write(wire, Ada(phone)));
        Assert.Equal((FaultKind.Unsupported, Reasons.NoMember), (fault.Kind, fault.Reason));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task Customer_with_an_account_keeps_it_whatever_changed()
    {
        await using var wire = new Wire().Answer("GET", $"{Accounts}/A1", Made);
        var receipt = await Write(wire, Ada("+33123456789", "A1"));
        Assert.Equal(("A1", true), (receipt.Id.Value, receipt.Unchanged));
    }

    [Fact]
    public async Task Account_that_was_deleted_is_found_or_opened_anew()
    {
        await using var wire = Wired().Answer("GET", $"{Accounts}/A0", Wire.Error("NOT_FOUND"), status: 404).Post(Search, "{}").Post(Accounts, Made);
        Assert.Equal("A1", (await Write(wire, Ada(Phone, "A0"))).Id.Value);
    }

    [Fact]
    public async Task People_who_share_a_number_share_the_account_and_each_keeps_an_id()
    {
        await using var wire = Wired().Post(Search, Found).Link(EntityType.Customer, Wire.Club, "web-C9", "A7");
        var receipt = await Write(wire, Ada(Phone));
        Assert.Equal("A7/web-C1", receipt.Id.Value);
        Assert.Equal("A7", AccountId.AccountOf(receipt.Id));
    }

    [Fact]
    public async Task Programme_that_is_not_there_is_named()
    {
        await using var wire = new Wire().Answer("GET", "/v2/loyalty/programs/P5", Wire.Error("NOT_FOUND"), status: 404);
        var fault = await Refused(wire.OpenClub(options => options.ProgramId = "P5").Part<IChangeSink<Customer>>()!.WriteAsync(Ada(Phone), Wire.Token).AsTask());
        Assert.Equal((FaultKind.Rejected, "unknown-program"), (fault.Kind, fault.Reason));
        Assert.Contains("P5", fault.Message, StringComparison.Ordinal);
    }
}
