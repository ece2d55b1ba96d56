using System.Collections.Frozen;

namespace RetailConnect;

/// <summary>What a person can do about a reason; every reason of a dead letter has an entry.</summary>
public static class Advices
{
    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>
    {
        [Reasons.ImageChanged] = "Nothing: the change that brings the new picture is on its way. If it does not come, read the product's stream again with a sweep.",
        [Reasons.ChangedAfterPosting] = "Compare the document with the one in the ERP, amend it there, then resolve this dead letter.",
        [Reasons.RefundAfterEdit] = "If it gives back what the edit took off, the amended order says so already: dismiss this dead letter. If it is goodwill, credit it by hand, then resolve.",
        [Reasons.RefundPending] = "Ask the payment provider what became of the refund. Replay to go on waiting, or once it is settled; if the money will not be given back, dismiss this dead letter.",
        [Reasons.RefundFailed] = "Give the money back again in the channel, or by hand, then replay, or credit it by hand and resolve. If the customer keeps the goods, dismiss this dead letter.",
        [Reasons.OverRefund] = "Compare the refunds and returns of the order in all channels. If this one is too much, settle it with who made it, then dismiss this dead letter. If an earlier one is wrong, take it back and dismiss it where it is parked, then replay. If it is meant, credit it by hand, then resolve.",
        [Reasons.PartlyCredited] = "Close the order in the ERP by hand, so that what is left of it does not ship, and settle what was credited; then resolve this dead letter.",
        [Reasons.Unbalanced] = "Look at the order in its own system: a discount, tax or tip is missing or counted twice. Correct it there; the next change replays it.",
        [Reasons.UnitDiffers] = "Compare the lines with the order in the channel. Bring them to the item's base unit and replay, or settle it in the channel by hand and dismiss.",
        [Reasons.UnknownSku] = "Create the item in the ERP, or correct the SKU in the channel, then replay.",
        [Reasons.UnknownKitComponent] = "Create the component in the ERP, or correct the kit's list of components, then replay.",
        [Reasons.KitPartReturned] = "Take the points of this part back by hand, or leave them to the customer; then resolve this dead letter.",
        [Reasons.InvalidQuantity] = "Correct the quantity in the channel, then replay.",
        [Reasons.UnsupportedCurrency] = "Set up the currency in the ERP, or correct it in the channel, then replay.",
        [Reasons.PriceTaxDiffers] = "Give the item's price and the channel's prices the same tax setting (with or without tax), then replay.",
        [Reasons.InvalidPricePlan] = "Correct the planned price in its source: its end has to be after its beginning, and its currency that of the usual price. The correction is found and read by itself.",
        [Reasons.UnknownPriceList] = "Create the price list in the target, or name it in the connection's settings, then replay all of this reason.",
        [Reasons.AmbiguousMatch] = "Find out which of them is meant, and correct the SKU or barcode of the others in the target, then replay.",
        [Reasons.MassRepricing] = "Check the prices in their source: a decimal point, a currency or a price list may be wrong. If they are right, raise MostRepriced or RepricedBy and replay; if not, correct them, and the next change takes their place.",
        [Reasons.AttributeTypeDiffers] = "Correct the value in the source, or map the attribute to a field of its type, then replay.",
        [Reasons.AttributeRefused] = "Give the target's definition and the map the same type, or correct the value in the source, then replay.",
        [Reasons.UnknownCustomer] = "Check that the customer still exists in its channel and that the customers sync runs, then replay.",
        [Reasons.PossibleDuplicate] = "Compare the customers in their systems. If they are one person, merge them (ICustomerIdentities.MergeAsync); if not, say so (KeepApartAsync), which is remembered. Then replay all of this reason: it takes the customer's orders along.",
        [Reasons.UnknownLocation] = "Give the location the same code or name in both systems, or map it in the settings, then replay.",
        [Reasons.UnknownOrder] = "Find out where the order was placed; once it is posted, replay.",
        [Reasons.UnitsNotOpen] = "Compare the order in the channel with the shipment: what was sent, cancelled or put on hold there can't be sent again. Correct it there or edit the shipment, then replay; if the customer knows already, dismiss it.",
        [Reasons.PayoutFailed] = "The money went back to the provider and comes with a later payout, in one sum after fees. Book this payout's charges, fees and disputes by hand against the provider's clearing account, without the bank account, then resolve this dead letter.",
        [Reasons.UnknownValue] = "Update the connector, or correct the value in the vendor's system, then replay.",
        [Reasons.TotalDiffers] = "Compare tax and rounding settings of the two systems, then replay.",
        [Reasons.ResultUnknown] = "Look the document up in the target. If it is there, resolve this dead letter; if not, replay.",
        [Reasons.Rejected] = "Read what the vendor answered, correct the cause, then replay.",
        [Reasons.Conflict] = "Something else writes the same entity. Find out what, then replay.",
        [Reasons.RetriesExhausted] = "Check that the target is up and reachable, then replay.",
        [Reasons.Bug] = "Report it with the details; replay after an update.",
    }.ToFrozenDictionary();

    /// <summary>Returns the standard advice for a reason.</summary>
    public static string For(string reason) => Texts.GetValueOrDefault(reason, "Correct the cause, then replay.");
}
