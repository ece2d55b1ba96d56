using System.Reflection;
using System.Xml.Linq;

namespace RetailConnect.Architecture;

/// <summary>One project under src.</summary>
internal sealed class SourceProject
{
    private readonly XDocument file;

    private SourceProject(string name)
    {
        Name = name;
        file = XDocument.Load(Repository.At($"src/{name}/{name}.csproj"));
    }

    /// <summary>Names of all projects under src.</summary>
    public static TheoryData<string> Names =>
        [.. Repository.Files.Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal)).Select(path => Path.GetFileNameWithoutExtension(path))];

    public string Name { get; }

    /// <summary>Name without the product's prefix.</summary>
    public string ShortName => Name["RetailConnect.".Length..];

    public bool IsPackable => !file.Descendants("IsPackable").Any(value => string.Equals(value.Value, "false", StringComparison.OrdinalIgnoreCase));

    public IEnumerable<string> References => file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));

    public IEnumerable<string> Packages => file.Descendants("PackageReference").Concat(file.Descendants("FrameworkReference")).Select(reference => (string)reference.Attribute("Include")!);

    public Assembly Assembly => Assembly.Load(Name);

    public static SourceProject Named(string name) => new(name);
}
