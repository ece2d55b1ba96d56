namespace RetailConnect;

/// <summary>Kebab-case reasons of outcomes; they are metric tags and the groups of dead letters.</summary>
public static class Reasons
{
    /// <summary>The target already has the same content.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>The change is our own write coming back.</summary>
    public const string Echo = "echo";

    /// <summary>The target can't take this kind of change.</summary>
    public const string Unsupported = "unsupported";

    /// <summary>The document is already posted in the target with the same content.</summary>
    public const string AlreadyPosted = "already-posted";

    /// <summary>The sync runs dry: nothing is sent.</summary>
    public const string DryRun = "dry-run";

    /// <summary>The order was called off before it was posted.</summary>
    public const string CancelledBeforePosting = "cancelled-before-posting";

    /// <summary>The document changed after it was posted.</summary>
    public const string ChangedAfterPosting = "changed-after-posting";

    /// <summary>The document does not add up.</summary>
    public const string Unbalanced = "unbalanced";

    /// <summary>A line counts in another unit of measure than the channel, and nothing tells how many of the one are one of the other.</summary>
    public const string UnitDiffers = "unit-differs";

    /// <summary>A line has no SKU that the target knows.</summary>
    public const string UnknownSku = "unknown-sku";

    /// <summary>A kit on a line is made of something that the target does not have, or of nothing that makes sense.</summary>
    public const string UnknownKitComponent = "unknown-kit-component";

    /// <summary>A part of a kit came back, and the target knows the kit as a whole only.</summary>
    public const string KitPartReturned = "kit-part-returned";

    /// <summary>A line has a quantity that makes no sense.</summary>
    public const string InvalidQuantity = "invalid-quantity";

    /// <summary>The document's currency is not one that the target's books take.</summary>
    public const string UnsupportedCurrency = "unsupported-currency";

    /// <summary>The price contains the tax and the target's prices don't, or the other way round.</summary>
    public const string PriceTaxDiffers = "price-tax-differs";

    /// <summary>The planned prices of a variant make no sense.</summary>
    public const string InvalidPricePlan = "invalid-price-plan";

    /// <summary>A planned price began or ended since the change was accepted; the change of that moment says what holds.</summary>
    public const string PriceSwitched = "price-switched";

    /// <summary>The target has no price list of that code.</summary>
    public const string UnknownPriceList = "unknown-price-list";

    /// <summary>More than one thing of the target could be meant.</summary>
    public const string AmbiguousMatch = "ambiguous-match";

    /// <summary>The source blocks the item, and the sync leaves such products as they are.</summary>
    public const string BlockedInSource = "blocked-in-source";

    /// <summary>Too many prices would change by too much at once.</summary>
    public const string MassRepricing = "mass-repricing";

    /// <summary>An attribute is not of the type that the target holds for it.</summary>
    public const string AttributeTypeDiffers = "attribute-type-differs";

    /// <summary>The target refused an attribute of a product that it took.</summary>
    public const string AttributeRefused = "attribute-refused";

    /// <summary>The document names a customer that was never linked.</summary>
    public const string UnknownCustomer = "unknown-customer";

    /// <summary>The document names a location that was never linked.</summary>
    public const string UnknownLocation = "unknown-location";

    /// <summary>The return or shipment names an order that was never posted.</summary>
    public const string UnknownOrder = "unknown-order";

    /// <summary>A return's order was skipped in the target, so there is nothing to credit.</summary>
    public const string OrderNotPosted = "order-not-posted";

    /// <summary>A refund's order was called off before any of it left, and is taken back itself.</summary>
    public const string OrderCalledOff = "order-called-off";

    /// <summary>An order was called off after a part of it was credited in the target.</summary>
    public const string PartlyCredited = "partly-credited";

    /// <summary>A refund only says what an edit took off its order, and the order itself is amended.</summary>
    public const string OrderEdited = "order-edited";

    /// <summary>Money was given back for an order that was edited.</summary>
    public const string RefundAfterEdit = "refund-after-edit";

    /// <summary>The money of a return is on its way for longer than the settings allow.</summary>
    public const string RefundPending = "refund-pending";

    /// <summary>The payment provider refused to give the money of a return back.</summary>
    public const string RefundFailed = "refund-failed";

    /// <summary>A return gives back more than its order sold or was paid for, over all channels.</summary>
    public const string OverRefund = "over-refund";

    /// <summary>The profile belongs to a person who was merged into another one, whose details count.</summary>
    public const string MergedProfile = "merged-profile";

    /// <summary>The customer is new and so much like somebody who is known that a person has to say whether they are one. Of an order: its customer is.</summary>
    public const string PossibleDuplicate = "possible-duplicate";

    /// <summary>The customer was new and found to be somebody who is known, by likeness; the profile became that person's, whose details count.</summary>
    public const string LinkedByLikeness = "linked-by-likeness";

    /// <summary>What changed of a customer in one source is taken from another one, by the rules of survivorship, and the target has that already.</summary>
    public const string KeptFromOther = "kept-from-other";

    /// <summary>The customer was erased, and what the profile says is heard no more.</summary>
    public const string Erased = "erased";

    /// <summary>A shipment's order is not one of the target, so there is nobody to tell.</summary>
    public const string OrderNotOfTarget = "order-not-of-target";

    /// <summary>The shipment was called off before the target heard of it.</summary>
    public const string CancelledBeforeWriting = "cancelled-before-writing";

    /// <summary>A shipment sends units that the target no longer expects to be sent.</summary>
    public const string UnitsNotOpen = "units-not-open";

    /// <summary>The payout is not in the bank account yet; once it is, it is read again.</summary>
    public const string PayoutNotPaid = "payout-not-paid";

    /// <summary>The bank refused the payout, or the provider called it off.</summary>
    public const string PayoutFailed = "payout-failed";

    /// <summary>The vendor sent a value that the connector does not know.</summary>
    public const string UnknownValue = "unknown-value";

    /// <summary>The document has nobody to credit points to.</summary>
    public const string NoMember = "no-member";

    /// <summary>The customer has neither an e-mail address nor a phone number in international form, and the target would know nobody by it.</summary>
    public const string NoContact = "no-contact";

    /// <summary>The total that the target computed differs from ours.</summary>
    public const string TotalDiffers = "total-differs";

    /// <summary>The source has another picture than the one that was to be written.</summary>
    public const string ImageChanged = "image-changed";

    /// <summary>Nothing tells whether the write took effect.</summary>
    public const string ResultUnknown = "result-unknown";

    /// <summary>The vendor refused.</summary>
    public const string Rejected = "rejected";

    /// <summary>The target kept moving while we tried to write.</summary>
    public const string Conflict = "conflict";

    /// <summary>The retries are used up.</summary>
    public const string RetriesExhausted = "retries-exhausted";

    /// <summary>A newer change of the entity took its place.</summary>
    public const string NewerChange = "newer-change";

    /// <summary>A person did by hand what a dead letter stood for.</summary>
    public const string Resolved = "resolved";

    /// <summary>A person decided that a dead letter is not needed.</summary>
    public const string Dismissed = "dismissed";

    /// <summary>Our own code failed.</summary>
    public const string Bug = "bug";
}
