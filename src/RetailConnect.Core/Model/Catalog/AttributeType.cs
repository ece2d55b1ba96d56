namespace RetailConnect;

/// <summary>What an attribute's value is.</summary>
public enum AttributeType
{
    /// <summary>Letters, an address or one of a list of choices.</summary>
    Text,

    /// <summary>A number, whole or not.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A point in time.</summary>
    DateTime,

    /// <summary>Nothing: the source knows that there is no value.</summary>
    Cleared,
}
