using System.Reflection;
using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
namespace RetailConnect.Connectors.Shopify.Tests;
public sealed class ZDump
{
    [Fact]
    public void Dump()
    {
        var docs = typeof(GraphDocument).Assembly.GetTypes().SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public)).Where(f => f.FieldType == typeof(GraphDocument)).Select(f => (GraphDocument)f.GetValue(null)!).Select(d => new { d.Name, d.Text, d.Fixed, d.Each });
        File.WriteAllText("/tmp/shopc/docs.json", JsonSerializer.Serialize(docs));
        Assert.NotEmpty(docs);
    }
}
