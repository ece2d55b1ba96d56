namespace RetailConnect.Connectors.Square.Api;

/// <summary>Settings that name a seller and give access to it.</summary>
internal interface ISquareSeller
{
    Uri BaseAddress { get; }

    string? AccessToken { get; }

    string? ClientId { get; }

    string? ClientSecret { get; }

    string? RefreshToken { get; }

    int CallsAtOnce { get; }
}
