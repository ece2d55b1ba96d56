// Not compiled here: compile it against your own version of Business Central and try it in a sandbox environment first.

// Stamps a place when one of its figures moves, in the transaction that moves it: it is rolled back with it, and costs it a read of the
// item and a write of one row for each line.
codeunit 50100 "RC Stock Stamp"
{
    Access = Internal;

    [EventSubscriber(ObjectType::Table, Database::"Item Ledger Entry", OnAfterInsertEvent, '', false, false)]
    local procedure EntryInserted(var Rec: Record "Item Ledger Entry")
    begin
        if not Rec.IsTemporary() then
            Stamp(Rec."Item No.", Rec."Variant Code", Rec."Location Code");
    end;

    [EventSubscriber(ObjectType::Table, Database::"Sales Line", OnAfterInsertEvent, '', false, false)]
    local procedure LineInserted(var Rec: Record "Sales Line")
    begin
        if not Rec.IsTemporary() then
            Stamp(Rec);
    end;

    // Before, not after: the stored line still tells what the figures were. What xRec holds depends on who modifies.
    [EventSubscriber(ObjectType::Table, Database::"Sales Line", OnBeforeModifyEvent, '', false, false)]
    local procedure LineModified(var Rec: Record "Sales Line")
    var
        Stored: Record "Sales Line";
    begin
        if Rec.IsTemporary() then
            exit;

        Stored.SetLoadFields(Type, "No.", "Variant Code", "Location Code", "Drop Shipment", "Outstanding Qty. (Base)");
        if not Stored.Get(Rec."Document Type", Rec."Document No.", Rec."Line No.") then
            exit;

        if (Stored.Type = Rec.Type) and (Stored."No." = Rec."No.") and (Stored."Variant Code" = Rec."Variant Code") and (Stored."Location Code" = Rec."Location Code") and
           (Stored."Drop Shipment" = Rec."Drop Shipment") and (Stored."Outstanding Qty. (Base)" = Rec."Outstanding Qty. (Base)")
        then
            exit;

        Stamp(Stored);
        Stamp(Rec);
    end;

    [EventSubscriber(ObjectType::Table, Database::"Sales Line", OnAfterDeleteEvent, '', false, false)]
    local procedure LineDeleted(var Rec: Record "Sales Line")
    begin
        if not Rec.IsTemporary() then
            Stamp(Rec);
    end;

    local procedure Stamp(Line: Record "Sales Line")
    begin
        if (Line.Type = Line.Type::Item) and (Line."Outstanding Qty. (Base)" <> 0) and not Line."Drop Shipment" and
           (Line."Document Type" in [Line."Document Type"::Order, Line."Document Type"::"Credit Memo"])
        then
            Stamp(Line."No.", Line."Variant Code", Line."Location Code");
    end;

    // Whoever posts needs no permission of their own for the table.
    [InherentPermissions(PermissionObjectType::TableData, Database::"RC Stock Place", 'rim')]
    internal procedure Stamp(ItemNo: Code[20]; VariantCode: Code[10]; LocationCode: Code[10])
    var
        Item: Record Item;
        Place: Record "RC Stock Place";
    begin
        Item.SetLoadFields(Type);
        if not Item.Get(ItemNo) then
            exit;

        if Item.Type <> Item.Type::Inventory then
            exit;

        Place.ReadIsolation := IsolationLevel::UpdLock;
        if not Place.Get(ItemNo, VariantCode, LocationCode) then begin
            Place.Init();
            Place."Item No." := ItemNo;
            Place."Variant Code" := VariantCode;
            Place."Location Code" := LocationCode;
            Place."Changed At" := CurrentDateTime();
            if Place.Insert() then
                exit;

            Place.Get(ItemNo, VariantCode, LocationCode); // Another session was first.
        end;

        Place."Changed At" := CurrentDateTime();
        Place.Modify();
    end;
}
