using System.Text.Json.Nodes;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>What a contract says about one value of a request, whatever language it is written in.</summary>
internal interface IShape
{
    /// <summary>What is said about the elements of a list, or about the values of a map.</summary>
    IShape? Inner { get; }

    /// <summary>True where exactly one property is taken.</summary>
    bool TakesOne { get; }

    /// <summary>A text that is allowed here; null where no text is.</summary>
    JsonNode? Text { get; }

    /// <summary>A whole number that is allowed here; null where none is.</summary>
    JsonNode? Whole { get; }

    /// <summary>What is said about a property; null where nothing is.</summary>
    IShape? Property(string name);
}
