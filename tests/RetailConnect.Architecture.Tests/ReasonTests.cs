using System.Reflection;
using System.Text.RegularExpressions;

namespace RetailConnect.Architecture;

public sealed partial class ReasonTests
{
    /// <summary>Reasons of skips and deferrals; every other reason can be a dead letter's.</summary>
    private static readonly HashSet<string> NeverDeadLetters =
    [
        nameof(Reasons.Unchanged), nameof(Reasons.Echo), nameof(Reasons.Unsupported), nameof(Reasons.AlreadyPosted), nameof(Reasons.DryRun), nameof(Reasons.CancelledBeforePosting), nameof(Reasons.NoMember), nameof(Reasons.NoContact),
        nameof(Reasons.NewerChange), nameof(Reasons.Resolved), nameof(Reasons.Dismissed), nameof(Reasons.OrderNotPosted), nameof(Reasons.OrderNotOfTarget), nameof(Reasons.OrderCalledOff), nameof(Reasons.OrderEdited), nameof(Reasons.CancelledBeforeWriting), nameof(Reasons.PayoutNotPaid), nameof(Reasons.PriceSwitched), nameof(Reasons.BlockedInSource), nameof(Reasons.MergedProfile), nameof(Reasons.Erased), nameof(Reasons.LinkedByLikeness), nameof(Reasons.KeptFromOther),
    ];

    private static readonly FieldInfo[] Constants = [.. typeof(Reasons).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)];

    [Fact]
    public void A_reason_is_a_tag_in_kebab_case()
    {
        Assert.NotEmpty(Constants);
        Assert.All(Constants, constant => Assert.Matches("^[a-z]+(-[a-z]+)*$", (string)constant.GetRawConstantValue()!));
    }

    [Fact]
    public void No_two_reasons_are_the_same() => Assert.Distinct(Constants.Select(constant => (string)constant.GetRawConstantValue()!));

    [Fact]
    public void A_reason_of_a_dead_letter_says_what_to_do()
    {
        var anything = Advices.For("no-such-reason");
        Findings.None(Constants.Where(constant => !NeverDeadLetters.Contains(constant.Name) && Advices.For((string)constant.GetRawConstantValue()!) == anything).Select(constant => constant.Name));
    }

    [Fact]
    public void Code_parks_dead_letters_under_known_reasons_only()
    {
        var uses = Repository.Code("src").SelectMany(file => Parked().Matches(File.ReadAllText(Repository.At(file))).Select(match => (File: file, Reason: match.Groups["reason"].Value))).ToArray();
        Assert.NotEmpty(uses);
        Findings.None(uses.Where(use => use.Reason.StartsWith('"') || NeverDeadLetters.Contains(use.Reason["Reasons.".Length..])));
    }

    [GeneratedRegex("""\b(?:DeadLettered|DeadLetter)\(\s*(?<reason>Reasons\.\w+|"[^"]*")""", RegexOptions.CultureInvariant)]
    private static partial Regex Parked();
}
