// Not compiled here: compile it against your own version of Business Central and try it in a sandbox environment first.

query 50101 "RC Line Places"
{
    QueryType = Normal;
    Access = Internal;

    elements
    {
        dataitem(Line; "Sales Line")
        {
            DataItemTableFilter = "Document Type" = filter(Order | "Credit Memo"), Type = const(Item), "Drop Shipment" = const(false);

            column(ItemNo; "No.") { }
            column(VariantCode; "Variant Code") { }
            column(LocationCode; "Location Code") { }
            column(Units; "Outstanding Qty. (Base)") { Method = Sum; }
        }
    }
}
