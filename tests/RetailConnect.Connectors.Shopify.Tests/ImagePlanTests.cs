using CsCheck;
using RetailConnect.Connectors.Shopify.Catalog.Images;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class ImagePlanTests
{
    private static readonly Gen<Dictionary<string, string>> Marks = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5]).Array[0, 6].Select(pairs => pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => $"file-{pair.Item1}", pair => $"digest-{pair.Item2}"));
    private static readonly Gen<(Dictionary<string, string> Marks, HashSet<string> Shown, Dictionary<string, string> Wanted, bool Complete)> Cases =
        Gen.Select(Marks, Gen.Int[0, 9].Array[0, 8], Marks, Gen.Bool).Select((marks, shown, wanted, complete) => (marks, shown.Select(number => $"file-{number}").ToHashSet(), wanted, complete));

    [Fact]
    public void What_others_gave_a_product_stays_and_what_is_wanted_is_shown() => Cases.Sample(the =>
    {
        var plan = ImagePlan.Of(the.Marks, the.Shown, the.Wanted, the.Complete);
        var after = the.Shown.Except(plan.Remove).Concat(plan.Add).ToHashSet();
        Assert.Subset(after, the.Wanted.Keys.ToHashSet());
        Assert.Subset(after, the.Shown.Where(id => !the.Marks.ContainsKey(id)).ToHashSet());
        Assert.All(the.Marks.Keys.Where(the.Shown.Contains), id => Assert.Equal(!the.Complete || the.Wanted.ContainsKey(id), after.Contains(id)));
    });

    [Fact]
    public void Nothing_of_ours_is_shown_without_a_mark_whenever_the_host_dies() => Cases.Sample(the =>
    {
        var plan = ImagePlan.Of(the.Marks, the.Shown, the.Wanted, the.Complete);
        var before = plan.Before ?? the.Marks;
        Assert.All(plan.Add.Concat(plan.Remove).Concat(the.Marks.Keys), id => Assert.True(before.ContainsKey(id)));
        var last = plan.After ?? before;
        Assert.All(plan.Add, id => Assert.True(last.ContainsKey(id)));
        Assert.All(plan.Remove, id => Assert.False(last.ContainsKey(id)));
    });

    [Fact]
    public void A_plan_that_was_carried_out_leaves_nothing_to_do() => Cases.Sample(the =>
    {
        var plan = ImagePlan.Of(the.Marks, the.Shown, the.Wanted, the.Complete);
        var shown = the.Shown.Except(plan.Remove).Concat(plan.Add).ToHashSet();
        var again = ImagePlan.Of(plan.After ?? plan.Before ?? the.Marks, shown, the.Wanted, the.Complete);
        Assert.True(again is { Add.Count: 0, Remove.Count: 0, Before: null, After: null });
    });

    [Fact]
    public void While_a_picture_cannot_be_brought_none_of_ours_goes() => Cases.Sample(the => Assert.Empty(ImagePlan.Of(the.Marks, the.Shown, the.Wanted, complete: false).Remove));
}
