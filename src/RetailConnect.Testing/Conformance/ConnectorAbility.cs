namespace RetailConnect.Testing;

/// <summary>What a connector, its vendor or the double of the vendor may lack; checks that need it then do not apply.</summary>
public enum ConnectorAbility
{
    /// <summary>Entities of a type can be put into the vendor: it is an <see cref="IReadableVendor"/>.</summary>
    Reading,

    /// <summary>An entity of a type that is there can be changed, and then counts as changed.</summary>
    ChangedEntities,

    /// <summary>Answers about a type have fields of which the vendor may know more values one day: <see cref="IReadableVendor.VocabularyOf"/>.</summary>
    UnknownValues,

    /// <summary>Answers about a type hold times.</summary>
    Times,

    /// <summary>Writes of a type can be sampled and counted: the vendor is an <see cref="IWritableVendor"/>.</summary>
    Writing,

    /// <summary>It can be told whether a hostile sample of a type was written whole.</summary>
    HostileSamples,

    /// <summary>The vendor takes content of a type that is proper and merely unusual: emoji in texts, a stock of zero.</summary>
    UnusualContent,

    /// <summary>The vendor numbers its answers: <see cref="IConnectorHarness.RequestIdHeader"/>.</summary>
    RequestIds,

    /// <summary>Access tokens expire: the vendor is an <see cref="IExpiringVendor"/>.</summary>
    ExpiringTokens,

    /// <summary>Webhooks can be sent: the vendor is an <see cref="IWebhookVendor"/>.</summary>
    Webhooks,

    /// <summary>The signature of a webhook covers its body.</summary>
    SignedBodies,

    /// <summary>The signature of a webhook covers the time at which it was sent.</summary>
    SignedTimes,

    /// <summary>Products can be given pictures: the vendor is an <see cref="IPicturedVendor"/>.</summary>
    Pictures,
}
