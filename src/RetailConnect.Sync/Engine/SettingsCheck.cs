using RetailConnect.Sync.Kits;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Engine;

/// <summary>Checks the settings of host and syncs before anything runs; the first wrong one is named.</summary>
internal static class SettingsCheck
{
    public static void Run(EngineSettings settings)
    {
        if (settings.PublicAddress is { } address && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.AbsolutePath != "/" || address.Query.Length > 0))
        {
            throw Wrong($"PublicAddress is '{address}'", "an absolute http or https address without path, for example https://sync.partner.example");
        }

        var recovery = settings.Recovery;
        AtLeast(recovery.AttemptsInPlace, 1, "Recovery.AttemptsInPlace");
        AtLeast(recovery.MostAttempts, 1, "Recovery.MostAttempts");
        AtLeast(recovery.MostUnmet, 1, "Recovery.MostUnmet");
        AtLeast(recovery.MostConflicts, 1, "Recovery.MostConflicts");
        Positive(recovery.InPlaceDelay, "Recovery.InPlaceDelay");
        Positive(recovery.FirstDelay, "Recovery.FirstDelay");
        Positive(recovery.LongestDelay, "Recovery.LongestDelay");
        Positive(recovery.PauseAfterRefusal, "Recovery.PauseAfterRefusal");
        Positive(recovery.LeaseTerm, "Recovery.LeaseTerm");
        Positive(recovery.SettleDelay, "Recovery.SettleDelay");
    }

    public static void Run(TenantDefinition tenant)
    {
        foreach (var mapping in tenant.Locations.Where(mapping => tenant.Connections.All(connection => connection.Name != mapping.Connection)))
        {
            throw new InvalidOperationException(
                $"Tenant '{tenant.Id}': MapLocation names the connection '{mapping.Connection}', which there is not. Known: {string.Join(", ", tenant.Connections.Select(connection => connection.Name).Order())}.");
        }

        if (KitSet.Of(tenant.Kits).Faults.ToList() is { Count: > 0 } faults)
        {
            throw new InvalidOperationException($"Tenant '{tenant.Id}': {string.Join(Environment.NewLine, faults)}");
        }

        foreach (var sync in tenant.Syncs)
        {
            var place = $"Tenant '{tenant.Id}', sync '{sync.Name}': ";
            Some(sync.From, $"{place}from");
            Some(sync.To, $"{place}to");
            Positive(sync.Options.Every, $"{place}Every");
            AtLeast(sync.Options.PageSize, 1, $"{place}PageSize");
            AtLeast(sync.Options.MostPages, 1, $"{place}MostPages");
            if (sync.Options.Overlap < TimeSpan.Zero)
            {
                throw Wrong($"{place}Overlap is {sync.Options.Overlap}", "zero or more; less than zero would lose changes");
            }

            if (sync.Options.CompareEvery is { } every)
            {
                Positive(every, $"{place}CompareEvery");
            }

            if (sync.Options is { CompareAt: not null, CompareEvery: { } often })
            {
                throw Wrong($"{place}CompareAt is '{sync.Options.CompareAt}' and CompareEvery is {often}", "one of the two");
            }

            if (sync.Options.CompareAt is { } at && ComparisonTimes.Fault(at) is { } fault)
            {
                throw Wrong($"{place}CompareAt is '{at}'", $"a cron expression of five fields, for example '30 2 * * *' ({fault})");
            }

            Positive(sync.Options.CompareBack, $"{place}CompareBack");
            if (sync.Options.MostRepaired is not (>= 0 and <= 1))
            {
                throw Wrong($"{place}MostRepaired is {sync.Options.MostRepaired}", "a share from 0 to 1");
            }

            if (sync.Options is CatalogOptions { ProveAfter: { } after })
            {
                Positive(after, $"{place}ProveAfter");
            }

            if (sync.Options is CatalogOptions catalog)
            {
                Run(tenant, sync, catalog, place);
            }

            if (sync.Options is ReturnsOptions returns)
            {
                Positive(returns.RefundPatience, $"{place}RefundPatience");
            }

            if (sync.Options is CustomersOptions customers)
            {
                Run(tenant, sync, customers, place);
            }

            if (sync.Options is InventoryOptions inventory)
            {
                AtLeast(inventory.SafetyBuffer, 0, $"{place}SafetyBuffer");
                Check(inventory, sync, place);
                if (inventory.MostZeroed is not (>= 0 and <= 1))
                {
                    throw Wrong($"{place}MostZeroed is {inventory.MostZeroed}", "a share from 0 to 1");
                }
            }
        }
    }

    private static void Check(InventoryOptions inventory, SyncDefinition sync, string place)
    {
        if (inventory.Buffers.FirstOrDefault(rule => rule.Units < Quantity.Zero) is { } negative)
        {
            throw Wrong($"{place}a buffer rule has {negative.Units} units", "0 or more");
        }

        // A buffer that never applies would sell what it is to keep.
        if (inventory.Buffers.FirstOrDefault(rule => rule.Channel is { } channel && !sync.To.Contains(channel)) is { } stray)
        {
            throw Wrong($"{place}a buffer rule is for '{stray.Channel}'", $"for one of '{string.Join("', '", sync.To)}'");
        }

        foreach (var group in inventory.Groups)
        {
            if (!sync.To.Contains(group.Channel) || !group.Sources.Contains(group.Location))
            {
                throw Wrong($"{place}the group of location '{group.Location}' is for '{group.Channel}' and has '{string.Join("', '", group.Sources)}'", $"for one of '{string.Join("', '", sync.To)}', and '{group.Location}' one of its sources");
            }
        }
    }

    /// <summary>What a source says is accepted once for all its syncs, so they can't have different prices.</summary>
    private static void Run(TenantDefinition tenant, SyncDefinition sync, CatalogOptions catalog, string place)
    {
        if (catalog.MostRepriced is not (>= 0 and <= 1))
        {
            throw Wrong($"{place}MostRepriced is {catalog.MostRepriced}", "a share from 0 to 1");
        }

        if (catalog.RepricedBy <= 0m)
        {
            throw Wrong($"{place}RepricedBy is {catalog.RepricedBy}", "more than zero");
        }

        if (catalog.PriceSchedule is { } schedule && !typeof(IPriceSchedule).IsAssignableFrom(schedule))
        {
            throw Wrong($"{place}PriceSchedule is {schedule.Name}", $"a type that implements {nameof(IPriceSchedule)}");
        }

        if (tenant.Syncs.FirstOrDefault(other => other.Options is CatalogOptions its && other.From.Intersect(sync.From).Any() && (its.PriceSchedule, its.CrossOutUsual) != (catalog.PriceSchedule, catalog.CrossOutUsual)) is { } differs)
        {
            throw Wrong($"{place}PriceSchedule and CrossOutUsual are others than those of sync '{differs.Name}', which reads the same connection", "the same in both");
        }
    }

    /// <summary>Who is one person is decided once for all syncs.</summary>
    private static void Run(TenantDefinition tenant, SyncDefinition sync, CustomersOptions customers, string place)
    {
        if (customers.AskFrom is not (> 0 and <= 1))
        {
            throw Wrong($"{place}AskFrom is {customers.AskFrom}", "more than 0 and at most 1");
        }

        if (customers.LinkFrom is { } link && !(link >= customers.AskFrom && link <= 1))
        {
            throw Wrong($"{place}LinkFrom is {link} and AskFrom is {customers.AskFrom}", "at least AskFrom and at most 1, or null");
        }

        if (tenant.Syncs.FirstOrDefault(other => other.Options is CustomersOptions its && (its.Likeness?.GetType(), its.AskFrom, its.LinkFrom) != (customers.Likeness?.GetType(), customers.AskFrom, customers.LinkFrom)) is { } differs)
        {
            throw Wrong($"{place}Likeness, AskFrom and LinkFrom are others than those of sync '{differs.Name}'", "the same in all customers syncs of a tenant");
        }

        foreach (var (field, sources) in customers.Survivorship.Preferred)
        {
            Some(sources, $"{place}Survivorship of {field}");
            if (sources.FirstOrDefault(source => !sync.From.Contains(source)) is { } unread)
            {
                throw Wrong($"{place}Survivorship of {field} prefers '{unread}'", $"one of '{string.Join("', '", sync.From)}'");
            }

            if (tenant.Syncs.FirstOrDefault(other => other.Type == EntityType.Customer && other.To.Any(sources.Contains)) is { } written)
            {
                throw Wrong($"{place}Survivorship of {field} prefers '{written.To.First(sources.Contains)}', to which sync '{written.Name}' writes customers", "a source that none does: what was written there can't be told from its own word");
            }
        }
    }

    private static void Some(IReadOnlyList<string> names, string setting)
    {
        if (names.Count == 0)
        {
            throw Wrong($"{setting} names no connection", "at least one");
        }
    }

    private static void Positive(TimeSpan value, string setting)
    {
        if (value <= TimeSpan.Zero)
        {
            throw Wrong($"{setting} is {value}", "more than zero");
        }
    }

    private static void AtLeast(int value, int least, string setting)
    {
        if (value < least)
        {
            throw Wrong($"{setting} is {value}", $"{least} or more");
        }
    }

    private static InvalidOperationException Wrong(string what, string needed) => new($"{what}; it has to be {needed}.");
}
