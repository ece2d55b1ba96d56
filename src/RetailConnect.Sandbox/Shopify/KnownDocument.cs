using System.Collections.Concurrent;
using GraphQLParser;
using GraphQLParser.AST;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>A document that was asked before; what is valid against the schema once is so for good, because all shops have the same schema.</summary>
internal sealed class KnownDocument(GraphQLDocument document)
{
    private const int Most = 1000;
    private static readonly ConcurrentDictionary<string, KnownDocument> All = new();

    public GraphQLDocument Document => document;

    /// <summary>True when it passed the rules of validation; the values of its variables are looked at each time.</summary>
    public bool IsValid { get; set; }

    /// <summary>The document, or null when it can't be parsed.</summary>
    public static KnownDocument? Parse(string query)
    {
        if (All.TryGetValue(query, out var known))
        {
            return known;
        }

        try
        {
            known = new(Parser.Parse(query));
        }
        catch (GraphQLParser.Exceptions.GraphQLParserException)
        {
            return null;
        }

        if (All.Count >= Most)
        {
            All.Clear();
        }

        return All.GetOrAdd(query, known);
    }
}
