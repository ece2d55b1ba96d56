namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Kind of a field's value.</summary>
internal enum BcKind
{
    Text,
    Number,
    Flag,
    Id,
    Date,
    Instant,
}
