using System.Runtime.CompilerServices;

namespace RetailConnect.Architecture;

public sealed class ReferenceTests
{
    private static readonly string[] OutsideCore =
    [
        "System.Net.", "System.Data", "Microsoft.AspNetCore", "Microsoft.Data", "Microsoft.Extensions.Http", "Npgsql", "Dapper", "Refit", "Polly", "dbup",
    ];

    public static TheoryData<string> Projects => SourceProject.Names;

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_house_style_allows(string name)
    {
        var project = SourceProject.Named(name);
        Findings.None(project.References.Except(Allowed(project.ShortName).Select(target => "RetailConnect." + target)));
    }

    [Fact]
    public void The_core_knows_no_transport_and_no_database()
    {
        var core = SourceProject.Named("RetailConnect.Core");
        var referenced = core.Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).Concat(core.Packages);
        Findings.None(referenced.Where(assembly => OutsideCore.Any(prefix => assembly.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))));
    }

    [Theory, MemberData(nameof(Projects))]
    public void Internals_are_visible_to_the_projects_own_tests_only(string name)
    {
        var friends = SourceProject.Named(name).Assembly.GetCustomAttributes(typeof(InternalsVisibleToAttribute), inherit: false).Cast<InternalsVisibleToAttribute>();
        Findings.None(friends.Select(friend => friend.AssemblyName).Except([name + ".Tests"]));
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_project_has_a_readme(string name) => Assert.Contains($"src/{name}/README.md", Repository.Files);

    /// <summary>The arrows of the house style; a project that has no row here is not allowed to reference anything.</summary>
    private static string[] Allowed(string project) => project switch
    {
        "Http" or "Sync" or "Storage.Relational" or "AutoMapper" => ["Core"],
        "Testing" => ["Http", "Core"],
        "AspNetCore" or "Orleans" => ["Sync", "Core"],
        "Storage.Sqlite" or "Storage.PostgreSql" => ["Storage.Relational"],
        _ when project.StartsWith("Connectors.", StringComparison.Ordinal) => ["Http", "Core"],
        _ => [],
    };
}
