// Not compiled here: compile it against your own version of Business Central and try it in a sandbox environment first.

// No DataAccessIntent: a read-only replica lags behind, and what it does not show yet would fall between two windows of the reader.
page 50100 "RC Stock Levels"
{
    PageType = API;
    APIPublisher = 'retailconnect';
    APIGroup = 'stock';
    APIVersion = 'v1.0';
    EntityName = 'stockLevel';
    EntitySetName = 'stockLevels';
    EntityCaption = 'Stock level';
    EntitySetCaption = 'Stock levels';
    SourceTable = "RC Stock Place";
    ODataKeyFields = SystemId;
    DelayedInsert = true;
    Editable = false;
    InsertAllowed = false;
    ModifyAllowed = false;
    DeleteAllowed = false;
    Extensible = false;

    layout
    {
        area(Content)
        {
            repeater(Rows)
            {
                field(id; Rec.SystemId) { Caption = 'Id'; }
                field(itemNumber; Rec."Item No.") { Caption = 'Item No.'; }
                field(variantCode; Rec."Variant Code") { Caption = 'Variant Code'; }
                field(locationCode; Rec."Location Code") { Caption = 'Location Code'; }
                field(inventory; Rec.Inventory) { Caption = 'Inventory'; }
                field(quantityOnSalesOrders; Rec."On Sales Orders") { Caption = 'Quantity on sales orders'; }
                field(quantityOnCreditMemos; Rec."On Credit Memos") { Caption = 'Quantity on credit memos'; }
                field(lastModifiedDateTime; Rec."Changed At") { Caption = 'Last modified'; }
            }
        }
    }
}
