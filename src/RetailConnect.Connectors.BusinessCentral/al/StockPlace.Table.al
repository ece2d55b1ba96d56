// Not compiled here: compile it against your own version of Business Central and try it in a sandbox environment first.

// One row for each item, variant and location that ever held stock or stood in a sales document. The three figures are sums that
// Business Central keeps; only the time of their last move is ours.
table 50100 "RC Stock Place"
{
    Caption = 'Stock place';
    DataClassification = CustomerContent;
    Access = Internal;

    fields
    {
        field(1; "Item No."; Code[20])
        {
            Caption = 'Item No.';
            TableRelation = Item;
        }
        field(2; "Variant Code"; Code[10])
        {
            Caption = 'Variant Code';
            TableRelation = "Item Variant".Code where("Item No." = field("Item No."));
        }
        field(3; "Location Code"; Code[10])
        {
            Caption = 'Location Code';
            TableRelation = Location;
        }
        field(10; "Changed At"; DateTime)
        {
            Caption = 'Changed At';
        }
        field(20; Inventory; Decimal)
        {
            Caption = 'Inventory';
            FieldClass = FlowField;
            Editable = false;
            DecimalPlaces = 0 : 5;
            CalcFormula = sum("Item Ledger Entry".Quantity where("Item No." = field("Item No."), "Variant Code" = field("Variant Code"), "Location Code" = field("Location Code")));
        }
        field(21; "On Sales Orders"; Decimal)
        {
            Caption = 'On Sales Orders';
            FieldClass = FlowField;
            Editable = false;
            DecimalPlaces = 0 : 5;
            CalcFormula = sum("Sales Line"."Outstanding Qty. (Base)" where("Document Type" = const(Order), Type = const(Item), "No." = field("Item No."),
                "Variant Code" = field("Variant Code"), "Location Code" = field("Location Code"), "Drop Shipment" = const(false)));
        }
        field(22; "On Credit Memos"; Decimal)
        {
            Caption = 'On Credit Memos';
            FieldClass = FlowField;
            Editable = false;
            DecimalPlaces = 0 : 5;
            CalcFormula = sum("Sales Line"."Outstanding Qty. (Base)" where("Document Type" = const("Credit Memo"), Type = const(Item), "No." = field("Item No."),
                "Variant Code" = field("Variant Code"), "Location Code" = field("Location Code"), "Drop Shipment" = const(false)));
        }
    }

    keys
    {
        key(PK; "Item No.", "Variant Code", "Location Code") { Clustered = true; }
        key(Changed; "Changed At") { }
    }
}
