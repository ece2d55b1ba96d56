// Not compiled here: compile it against your own version of Business Central and try it in a sandbox environment first.

query 50100 "RC Entry Places"
{
    QueryType = Normal;
    Access = Internal;

    elements
    {
        dataitem(Entry; "Item Ledger Entry")
        {
            column(ItemNo; "Item No.") { }
            column(VariantCode; "Variant Code") { }
            column(LocationCode; "Location Code") { }
            column(Units; Quantity) { Method = Sum; }
        }
    }
}
