using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Compiles $filter: comparisons of a field with a literal, joined by and, or and parentheses.</summary>
internal sealed partial class ODataFilter
{
    // The parser calls itself for each parenthesis; without a bound a long query would end the process.
    private const int Deepest = 100;
    private readonly List<string> tokens;
    private readonly BcSet set;
    private int at;
    private int depth;

    private ODataFilter(string text, BcSet set)
    {
        tokens = [.. Token().Matches(text).Select(match => match.Value)];
        this.set = set;
    }

    public static Func<BcRow, bool> Compile(string? text, BcSet set)
    {
        if (text is null)
        {
            return _ => true;
        }

        var filter = new ODataFilter(text, set);
        var test = filter.Or();
        return filter.at == filter.tokens.Count ? test : throw filter.Wrong();
    }

    private Func<BcRow, bool> Or()
    {
        var parts = Joined("or", And);
        return parts.Count == 1 ? parts[0] : row => parts.Exists(part => part(row));
    }

    private Func<BcRow, bool> And()
    {
        var parts = Joined("and", Term);
        return parts.Count == 1 ? parts[0] : row => parts.TrueForAll(part => part(row));
    }

    private List<Func<BcRow, bool>> Joined(string word, Func<Func<BcRow, bool>> part)
    {
        List<Func<BcRow, bool>> parts = [part()];
        while (Take(word))
        {
            parts.Add(part());
        }

        return parts;
    }

    private Func<BcRow, bool> Term()
    {
        if (Take("("))
        {
            if (++depth > Deepest)
            {
                throw ODataError.Bad("The node count limit of the filter has been exceeded.");
            }

            var inner = Or();
            depth--;
            return Take(")") ? inner : throw Wrong();
        }

        var field = Next();
        var kind = set.KindOf(field);
        var operation = Next();
        var holds = Test(operation);
        var (given, wanted) = BcValue.Literal(Next()) ?? throw Wrong();
        if (given != kind)
        {
            throw ODataError.Bad($"A binary operator with incompatible types was detected. Found operand types '{BcValue.NameOf(kind)}' and '{BcValue.NameOf(given)}' for operator '{operation}'.");
        }

        return row => holds(BcValue.Compare(BcValue.Of(row.Body[field], kind), wanted));
    }

    private Func<int, bool> Test(string operation) => operation switch
    {
        "eq" => sign => sign == 0,
        "ne" => sign => sign != 0,
        "gt" => sign => sign > 0,
        "ge" => sign => sign >= 0,
        "lt" => sign => sign < 0,
        "le" => sign => sign <= 0,
        _ => throw Wrong(),
    };

    private string Next() => at < tokens.Count ? tokens[at++] : throw Wrong();

    private bool Take(string token)
    {
        var found = at < tokens.Count && tokens[at] == token;
        at += found ? 1 : 0;
        return found;
    }

    private ODataError Wrong() => ODataError.Bad($"Syntax error at position {at} in the filter.");

    [GeneratedRegex(@"'(?:[^']|'')*'|[()]|[^\s()]+")]
    private static partial Regex Token();
}
