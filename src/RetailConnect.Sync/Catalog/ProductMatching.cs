namespace RetailConnect;

/// <summary>How a product that was never written to a target is recognised among those that are there already. Nothing is ever matched by absence, by title or by barcode alone.</summary>
public enum ProductMatching
{
    /// <summary>Not at all: it is written as a new one, unless the target's connector knows better (Square's always looks for the SKUs).</summary>
    None,

    /// <summary>By the SKUs of its variants: exactly one product of the target has them.</summary>
    Sku,

    /// <summary>By the SKUs, and no barcode may contradict: where both sides have one, it is the same.</summary>
    SkuAndGtin,
}
