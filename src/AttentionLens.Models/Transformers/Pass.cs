using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>One forward (and backward) pass. Blocks compute on its tape and show it the value of every hook point.</summary>
public sealed class Pass : IDisposable
{
    private readonly HookCatalog _hooks;
    private readonly PassPlan _plan;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<HookName, LensTensor> _captured = [];
    private readonly Dictionary<(AttentionReach Reach, int Window, int FirstKey), AttentionMasking> _maskings = [];
    private int[]? _positions;
    private readonly List<SignalCapture> _signals = [];
    private readonly Dictionary<int, KeptPoint> _kept = [];
    private (Variable Given, Variable Stream)? _block;

    internal Pass(HookCatalog hooks, PassPlan plan, InputBatch batch, Tape tape, CancellationToken cancellationToken)
    {
        _hooks = hooks;
        _plan = plan;
        _cancellationToken = cancellationToken;
        Batch = batch;
        Tape = tape;
        Examples = batch.Examples;
    }

    /// <summary>What earlier passes over the beginning of the same examples left, and this one adds to; null for a pass that stands alone.</summary>
    internal KeyValueCache? Cache { get; init; }

    /// <summary>Whether captures and readers see values, and states are kept; not where a stage is computed again.</summary>
    internal bool IsShown { get; init; } = true;

    /// <summary>Whether captures of backward signals are set up; not where backward passes walk through stages that are computed again.</summary>
    internal bool TakesSignals { get; init; } = true;

    /// <summary>Where within its first stage the pass goes on; null for the stage's beginning.</summary>
    internal ResumedPoint? Start { get; set; }

    /// <summary>The number of positions that earlier passes have computed: the place of the first that this one computes.</summary>
    internal int Offset => Cache?.Length ?? 0;

    /// <summary>The examples.</summary>
    public InputBatch Batch { get; }

    /// <summary>What interventions take other values from.</summary>
    internal ImmutableArray<ActivationSource> Sources => _plan.Sources;

    /// <summary>The computation.</summary>
    public Tape Tape { get; }

    /// <summary>The examples as the stack that is running reads them: once a decoder has begun, what it reads.</summary>
    public ImmutableArray<EncodedExample> Examples { get; private set; }

    /// <summary>What an encoder gave, for a decoder to attend to.</summary>
    /// <exception cref="InvalidOperationException">No decoder has begun.</exception>
    public Variable Memory => EncoderOutput ?? throw new InvalidOperationException("The model attends to an encoder before its decoder has begun.");

    /// <summary>[batch, position], the position that counts at each place of the running stack: from 0 at an example's first token that is
    /// attended to, so that padding on the left changes nothing. Padding before it has position 0.</summary>
    internal int[] Positions => _positions ??= [.. Examples.SelectMany(example =>
        Enumerable.Range(Offset, example.Tokens.Length - Offset).Select(place => Math.Max(0, place - example.Start)))];

    internal Variable? EncoderOutput { get; private set; }

    /// <summary>Which keys each query of the running stack sees.</summary>
    /// <param name="reach">Which positions are attended to.</param>
    /// <param name="window">How many positions up to its own a query sees; 0: no such bound.</param>
    /// <param name="firstKey">The place of the first key that is there; those before it are seen by no query.</param>
    public AttentionMasking MaskingOf(AttentionReach reach, int window, int firstKey = 0)
    {
        if (!_maskings.TryGetValue((reach, window, firstKey), out AttentionMasking? masking))
        {
            ImmutableArray<EncodedExample> keys = reach == AttentionReach.Encoder ? Batch.Examples : Examples;
            masking = new AttentionMasking(KeyMask(keys, firstKey))
            {
                Causal = reach == AttentionReach.Earlier,
                CausalOffset = Offset - firstKey,
                Window = window,
            };
            _maskings.Add((reach, window, firstKey), masking);
        }

        return masking;
    }

    /// <summary>Goes on with the decoder: what comes from here on reads the decoder's tokens.</summary>
    /// <param name="encoderOutput">What the encoder gave; null where earlier passes have left all that is read of it.</param>
    /// <exception cref="LensInputException">An example has no tokens for the decoder.</exception>
    public void BeginDecoder(Variable? encoderOutput)
    {
        EncoderOutput = encoderOutput;
        Examples = [.. Batch.Examples.Select(example => example.Decoder ?? throw new LensInputException(
            $"Example {example.Input.Id ?? $"{example.Index}"} has no tokens for the decoder; give decoder ids or a target text."))];
        _positions = null;
        _maskings.Clear();
    }

    /// <summary>Whether anything is asked of a site. Where nothing is, its value need not exist.</summary>
    /// <param name="site">The site.</param>
    public bool IsAsked(int site) => _plan[site] is not null;

    /// <summary>Whether the value at a site is changed.</summary>
    /// <param name="site">The site.</param>
    public bool IsEdited(int site) => _plan[site] is { HasEdits: true };

    /// <summary>Whether the value at a site takes part in what follows: it is changed there, or the signal at it is wanted.</summary>
    /// <param name="site">The site.</param>
    public bool IsInside(int site) => _plan[site] is { IsInside: true };

    /// <summary>Whether the block that ends at a site is passed by for all examples, and nobody asks for what lies within it.</summary>
    /// <param name="first">The block's first site.</param>
    /// <param name="last">The site at its end.</param>
    internal bool PassesBy(int first, int last)
    {
        bool isAsked = _plan[last] is not { SkipsAll: true, KeepsState: false };
        for (int site = first + 1; site < last && !isAsked; site++)
        {
            isAsked = _plan[site] is not null;
        }

        return !isAsked;
    }

    /// <summary>Says what a sublayer begins with, for the states that are kept within it.</summary>
    /// <param name="given">What its block was given.</param>
    /// <param name="stream">The residual stream before it.</param>
    internal void Enter(Variable given, Variable stream) => _block = (given, stream);

    /// <summary>What the model goes on with behind a block: for the examples that pass it by, what the block was given.</summary>
    /// <param name="site">The site at the block's end.</param>
    /// <param name="given">What the block was given.</param>
    /// <param name="output">What it made of it.</param>
    internal Variable AfterSkips(int site, Variable given, Variable output)
    {
        if (_plan[site] is not { Skips: true } request)
        {
            return output;
        }

        Keep(site, request, output);
        return Edits.Skip(this, _hooks[site], request, given, output);
    }

    /// <summary>Whether operations around a site may be fused: nothing is asked of it, and no backward pass needs what lies between.</summary>
    /// <param name="site">The site.</param>
    public bool MayFuse(int site) => !Tape.IsRecording && _plan[site] is null;

    /// <summary>Shows the value of a hook point: interventions change it, then captures and readers see it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="value">The value.</param>
    /// <returns>The value that the model goes on with.</returns>
    public Variable At(int site, Variable value)
    {
        if (_plan[site] is not { } request)
        {
            return value;
        }

        Keep(site, request, value);
        HookPoint hook = _hooks[site];
        if (request.HasEdits)
        {
            value = Edits.Apply(this, hook, request, value);
        }

        if (request.Signals != 0)
        {
            Tape.Watch(value, request.Signals);
            if (TakesSignals)
            {
                _signals.Add(new SignalCapture(hook, request.Signals, value, value.Value, _plan.Backward));
            }
        }

        Show(request, hook, value.Value);
        return value;
    }

    /// <summary>Shows a value that the model does not go on with: a fused kernel wrote it on the side.</summary>
    /// <param name="site">The site; nothing may be changed there.</param>
    /// <param name="value">The value.</param>
    public void Show(int site, Tensor value)
    {
        if (_plan[site] is { } request)
        {
            Show(request, _hooks[site], value);
        }
    }

    /// <summary>Shows the summands of a sum that was computed without them. Their signals follow from that of the sum, so that what is handed
    /// further back does not depend on whether anybody looks.</summary>
    /// <param name="site">The site; nothing may be changed there.</param>
    /// <param name="summands">[batch, position, summand, width].</param>
    /// <param name="sum">[batch, position, width], before its first reader.</param>
    public void ShowSummands(int site, Tensor summands, Variable sum)
    {
        if (_plan[site] is { } request)
        {
            if (request.Signals != 0)
            {
                Tape.Watch(sum, request.Signals);
                if (TakesSignals)
                {
                    _signals.Add(new SummandCapture(_hooks[site], request.Signals, sum, summands, _plan.Backward));
                }
            }

            Show(request, _hooks[site], summands);
        }
    }

    /// <summary>Gives back what nobody took.</summary>
    public void Dispose()
    {
        foreach (LensTensor tensor in _captured.Values)
        {
            tensor.Dispose();
        }

        _captured.Clear();
        foreach (KeptPoint kept in _kept.Values)
        {
            kept.Dispose();
        }

        _kept.Clear();
        _signals.ForEach(signal => signal.Dispose());
        Tape.Dispose();
    }

    internal Dictionary<HookName, LensTensor> TakeCaptured()
    {
        Dictionary<HookName, LensTensor> taken = new(_captured);
        _captured.Clear();
        return taken;
    }

    /// <summary>What was kept within blocks; the caller disposes it.</summary>
    internal IEnumerable<KeptPoint> TakeKept()
    {
        KeptPoint[] taken = [.. _kept.Values];
        _kept.Clear();
        return taken;
    }

    /// <summary>What the captures of a backward pass hold, once it has run and before the next one does.</summary>
    internal Dictionary<HookName, LensTensor> TakeSignals(int backward)
    {
        Dictionary<HookName, LensTensor> taken = [];
        try
        {
            SignalForm form = _plan.Backward[backward].Rules?.Form ?? SignalForm.Gradient;
            foreach (SignalCapture signal in _signals.Where(signal => signal.IsOf(backward)))
            {
                taken.Add(signal.Hook.Name, new ModelTensor(signal.Take(form), signal.Hook.Spec));
            }

            return taken;
        }
        catch
        {
            foreach (LensTensor tensor in taken.Values)
            {
                tensor.Dispose();
            }

            throw;
        }
    }

    // A block that is passed by by some shows its end twice; what it made itself comes first.
    private void Keep(int site, SiteRequest request, Variable value)
    {
        if (IsShown && request.KeepsState && _block is { } block && !_kept.ContainsKey(site))
        {
            Tensor? stream = block.Stream == block.Given ? null : block.Stream.Value.Retain();
            _kept.Add(site, new KeptPoint(site, block.Given.Value.Retain(), stream, value.Value.Retain(), EncoderOutput?.Value.Retain()));
        }
    }

    private void Show(SiteRequest request, HookPoint hook, Tensor value)
    {
        if (!IsShown)
        {
            return;
        }

        if (request.Capture)
        {
            _captured.Add(hook.Name, new ModelTensor(value.Retain(), hook.Spec));
        }

        foreach (HookReader reader in request.Readers)
        {
            reader(new HookContext(hook, value.View, Batch, _cancellationToken));
        }
    }

    private static ReadOnlySpan<byte> KeyMask(ImmutableArray<EncodedExample> examples, int firstKey)
    {
        int keys = examples[0].Tokens.Length - firstKey;
        bool any = false;
        byte[] mask = new byte[examples.Length * keys];
        for (int index = 0; index < mask.Length; index++)
        {
            (int example, int key) = Math.DivRem(index, keys);
            bool seen = examples[example].Mask[firstKey + key];
            mask[index] = seen ? (byte)1 : (byte)0;
            any |= !seen;
        }

        return any ? mask : default;
    }
}
