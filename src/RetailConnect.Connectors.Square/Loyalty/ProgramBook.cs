using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Remembers the programme for a while, because its rules seldom change.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ProgramBook(ISquareApi api, SquareLoyaltyOptions options, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);
    private volatile Entry? known;

    /// <exception cref="ConnectorException">The programme is not there.</exception>
    public async ValueTask<LoyaltyProgram> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (known is { } entry && now < entry.Until)
        {
            return entry.Program;
        }

        try
        {
            var program = (await api.LoyaltyProgram(options.ProgramId, cancellationToken).Needed()).Program is { Id.Length: > 0 } found ? found
                : throw new ConnectorException(FaultKind.Transient, "Square answered without the programme.") { MayHaveTakenEffect = false };
            known = new(program, now + Remembered);
            return program;
        }
        catch (ConnectorException fault) when (fault.Reason is SquareFaults.NotFound)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The seller has no loyalty programme '{options.ProgramId}'.", fault)
            {
                Reason = "unknown-program", Advice = "Set up the programme in the seller's dashboard, or correct ProgramId, then replay.",
            };
        }
    }

    private sealed record Entry(LoyaltyProgram Program, DateTimeOffset Until);
}
