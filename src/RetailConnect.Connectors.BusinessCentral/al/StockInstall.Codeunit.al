// Not compiled here: compile it against your own version of Business Central and try it in a sandbox environment first.

// Makes the rows of all that lies somewhere, or is on its way, when the app is installed.
codeunit 50101 "RC Stock Install"
{
    Subtype = Install;
    Access = Internal;

    trigger OnInstallAppPerCompany()
    var
        Entries: Query "RC Entry Places";
        Lines: Query "RC Line Places";
        Stock: Codeunit "RC Stock Stamp";
    begin
        Entries.Open();
        while Entries.Read() do
            Stock.Stamp(Entries.ItemNo, Entries.VariantCode, Entries.LocationCode);

        Lines.Open();
        while Lines.Read() do
            Stock.Stamp(Lines.ItemNo, Lines.VariantCode, Lines.LocationCode);
    end;
}
