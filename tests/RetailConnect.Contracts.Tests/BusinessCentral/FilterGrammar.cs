namespace RetailConnect.Contracts.BusinessCentral;

/// <summary>The sentence structure of a <c>$filter</c>: conditions that are joined by <c>and</c> or <c>or</c>, each a comparison or a function that says yes or no.</summary>
internal sealed class FilterGrammar(IReadOnlyList<string> words)
{
    private static readonly HashSet<string> Comparisons = ["eq", "ne", "gt", "ge", "lt", "le"];
    private static readonly HashSet<string> Deciding = ["contains", "startswith", "endswith"];
    private int at;

    /// <summary>True when the words are one sentence.</summary>
    public static bool Reads(IReadOnlyList<string> words)
    {
        var grammar = new FilterGrammar(words);
        return grammar.Sentence() && grammar.at == words.Count;
    }

    private string? Word => at < words.Count ? words[at] : null;

    private bool Sentence()
    {
        do
        {
            if (!Condition())
            {
                return false;
            }
        }
        while (Take("and") || Take("or"));
        return true;
    }

    private bool Condition()
    {
        Take("not");
        if (Take("("))
        {
            return Sentence() && Take(")");
        }

        var first = Word;
        return Operand() && (Word is { } comparison && Comparisons.Contains(comparison) ? ++at > 0 && Operand() : Deciding.Contains(first!));
    }

    private bool Operand()
    {
        if (Word is null or "(" or ")" or "," or "and" or "or" or "not" || Comparisons.Contains(Word))
        {
            return false;
        }

        at++;
        return !Take("(") || Arguments();
    }

    private bool Arguments()
    {
        do
        {
            if (!Operand())
            {
                return false;
            }
        }
        while (Take(","));
        return Take(")");
    }

    private bool Take(string word)
    {
        if (Word != word)
        {
            return false;
        }

        at++;
        return true;
    }
}
