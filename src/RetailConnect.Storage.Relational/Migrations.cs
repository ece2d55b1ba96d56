using DbUp;
using DbUp.Engine;

namespace RetailConnect.Storage.Relational;

/// <summary>Brings a database to this version of the schema; forward only.</summary>
internal static class Migrations
{
    public static void Run(Dialect dialect)
    {
        var upgrade = dialect.Migrate(DeployChanges.To).WithScriptsEmbeddedInAssembly(typeof(Migrations).Assembly).WithTransaction().LogToNowhere().Build();
        var known = upgrade.GetDiscoveredScripts().Select(script => script.Name).ToHashSet();
        if (upgrade.GetExecutedScripts().FirstOrDefault(script => !known.Contains(script)) is { } newer)
        {
            throw new StoreException($"The store was written by a newer version of RetailConnect (it has the migration '{newer}'). Update this host; nothing was touched.") { Lasting = true };
        }

        DatabaseUpgradeResult result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            throw dialect.Explain(result.Error);
        }
    }
}
