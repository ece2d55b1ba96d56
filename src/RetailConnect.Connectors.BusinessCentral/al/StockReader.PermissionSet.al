// Not compiled here: compile it against your own version of Business Central and try it in a sandbox environment first.

// For the application that reads the page. The figures are sums over entries and lines, so these must be readable too.
permissionset 50100 "RC Stock Reader"
{
    Assignable = true;
    Caption = 'Read stock by location';
    Permissions =
        table "RC Stock Place" = X,
        tabledata "RC Stock Place" = R,
        tabledata "Item Ledger Entry" = R,
        tabledata "Sales Line" = R,
        page "RC Stock Levels" = X;
}
