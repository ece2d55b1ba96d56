namespace RetailConnect.Testing;

/// <summary>How a webhook is spoilt.</summary>
public enum WebhookSpoil
{
    /// <summary>It is signed by somebody who does not know the secret.</summary>
    WrongSignature,

    /// <summary>It is not signed at all.</summary>
    NoSignature,

    /// <summary>It was signed rightly, but a day ago; asked for only where <see cref="ConnectorAbility.SignedTimes"/> is not lacked.</summary>
    OldTime,
}
