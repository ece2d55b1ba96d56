using System.Collections;
using System.Runtime.CompilerServices;

namespace RetailConnect.Testing;

/// <summary>Says what was expected and what was seen.</summary>
internal static class Expect
{
    private const int MostShown = 10;

    public static void Equal<T>(T expected, T seen, [CallerArgumentExpression(nameof(seen))] string what = "") =>
        Require(EqualityComparer<T>.Default.Equals(expected, seen), what, Text(expected), seen);

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> seen, [CallerArgumentExpression(nameof(seen))] string what = "")
    {
        var (wanted, found) = (expected.ToArray(), seen.ToArray());
        var same = wanted.Zip(found).TakeWhile(pair => EqualityComparer<T>.Default.Equals(pair.First, pair.Second)).Count();
        var where = same == 0 ? what : $"{what}, after {same} as expected";
        Require(same == wanted.Length && same == found.Length, where, Text(wanted.Skip(same)), found.Skip(same));
    }

    public static void NotEqual<T>(T unexpected, T seen, [CallerArgumentExpression(nameof(seen))] string what = "") =>
        Require(!EqualityComparer<T>.Default.Equals(unexpected, seen), what, $"anything but {Text(unexpected)}", seen);

    public static void True(bool seen, [CallerArgumentExpression(nameof(seen))] string what = "") => Require(seen, what, "true", seen);

    public static void False(bool seen, [CallerArgumentExpression(nameof(seen))] string what = "") => Require(!seen, what, "false", seen);

    public static void Null<T>(T? seen, [CallerArgumentExpression(nameof(seen))] string what = "") => Require(seen is null, what, "nothing", seen);

    public static void NotNull<T>(T? seen, [CallerArgumentExpression(nameof(seen))] string what = "") => Require(seen is not null, what, "something", seen);

    public static void Empty<T>(IEnumerable<T> seen, [CallerArgumentExpression(nameof(seen))] string what = "")
    {
        var found = seen.ToArray();
        Require(found.Length == 0, what, "nothing", found);
    }

    public static T Single<T>(IEnumerable<T> seen, [CallerArgumentExpression(nameof(seen))] string what = "")
    {
        var found = seen.ToArray();
        Require(found.Length == 1, what, "exactly one", found);
        return found[0];
    }

    public static async Task<StoreException> RefusalAsync(Func<Task> act, [CallerArgumentExpression(nameof(act))] string what = "")
    {
        try
        {
            await act();
        }
        catch (StoreException refusal)
        {
            Require(!string.IsNullOrWhiteSpace(refusal.Message), what, "a StoreException that says why", refusal);
            return refusal;
        }
        catch (Exception other)
        {
            throw new ConformanceException($"{what}: expected a StoreException; saw {other.GetType().Name}: {other.Message}", other);
        }

        throw new ConformanceException($"{what}: expected a StoreException; saw none.");
    }

    private static void Require(bool kept, string what, string expected, object? seen)
    {
        if (!kept)
        {
            throw new ConformanceException($"{what}: expected {expected}; saw {Text(seen)}.");
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "nothing",
        string text => $"'{text}'",
        IEnumerable many => $"[{string.Join(", ", many.Cast<object?>().Take(MostShown + 1).Select((item, i) => i == MostShown ? "..." : Text(item)))}]",
        _ => $"{value}",
    };
}
