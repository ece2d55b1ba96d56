namespace RetailConnect.Testing;

/// <summary>What a store, or the machine that it is checked on, may lack; checks that need it then do not apply.</summary>
public enum StoreCapability
{
    /// <summary>What was saved is there when another store is opened on the place.</summary>
    Reopening,

    /// <summary>Several hosts may use one place at once.</summary>
    SeveralHosts,

    /// <summary>Commits can be broken at any statement: the place is an <see cref="IBreakablePlace"/>.</summary>
    BreakableStatements,

    /// <summary>The place can become <see cref="PlaceCondition.Narrow"/>.</summary>
    LittleRoom,

    /// <summary>The place can become <see cref="PlaceCondition.ReadOnly"/>.</summary>
    ReadOnlyPlace,

    /// <summary>The place can become <see cref="PlaceCondition.Newer"/>.</summary>
    NewerSchema,
}
