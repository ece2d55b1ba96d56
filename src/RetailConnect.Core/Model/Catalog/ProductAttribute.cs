namespace RetailConnect;

/// <summary>One named property of a product or variant that no field of its own stands for, such as material or season.</summary>
/// <remarks>An attribute that is not there is unknown, and leaves what a target has; <see cref="AttributeValue.Cleared"/> says that there is none.</remarks>
public sealed record ProductAttribute
{
    /// <summary>Name by which systems map it, unique within its product or variant.</summary>
    public required string Name { get; init; }

    /// <summary>Value with its type.</summary>
    public required AttributeValue Value { get; init; }
}
