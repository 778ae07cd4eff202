! An agent in Fortran, a language without a runtime to speak of, from hermes_agent.h alone.
module lengths
  use, intrinsic :: iso_c_binding
  implicit none

  type, bind(c) :: bytes
    type(c_ptr) :: ptr = c_null_ptr
    integer(c_size_t) :: len = 0
  end type

  ! hermes_plugin
  type, bind(c) :: plugin
    integer(c_int32_t) :: struct_size = 0
    integer(c_int16_t) :: abi_major = 1, abi_minor = 0
    type(bytes) :: name, version
    integer(c_int32_t) :: agent_count = 1, reserved = 0
    type(c_funptr) :: agent_card, create, invoke, cancel, destroy, get_extension, drained
  end type

  ! hermes_host, as far as it is used
  type, bind(c) :: host
    integer(c_int32_t) :: struct_size
    integer(c_int16_t) :: abi_major, abi_minor
    type(c_funptr) :: finish
  end type

  type :: instance
    type(c_ptr) :: host
  end type

  interface
    function finish_function(table, call, status, json) bind(c) result(answer)
      import :: c_ptr, c_int64_t, c_int32_t, bytes
      type(c_ptr), value :: table
      integer(c_int64_t), value :: call
      integer(c_int32_t), value :: status
      type(bytes), value :: json
      integer(c_int32_t) :: answer
    end function
  end interface

  character(*), parameter :: card_text = '{"name":"LengthsFortran","description":"Counts characters.",' // &
    '"version":"0.1.0","skills":[{"id":"count","name":"count","description":"Counts characters.",' // &
    '"tags":["fixture-fortran"],"examples":["count this"],"inputModes":["text/plain"],' // &
    '"outputModes":["text/plain"]}]}'
  character(len(card_text), c_char), target, save :: card_bytes = card_text
  character(14, c_char), target, save :: name_bytes = 'LengthsFortran'
  character(5, c_char), target, save :: version_bytes = '0.1.0'
  type(plugin), target, save :: table

contains

  function card(index) bind(c) result(answer)
    integer(c_int32_t), value :: index
    type(bytes) :: answer
    if (index == 0) answer = bytes(c_loc(card_bytes), len(card_bytes))
  end function

  function create(index, host_table, config, agent, errbuf, errcap) bind(c) result(status)
    integer(c_int32_t), value :: index
    type(c_ptr), value :: host_table, errbuf
    type(bytes), value :: config
    type(c_ptr) :: agent
    integer(c_size_t), value :: errcap
    integer(c_int32_t) :: status
    type(instance), pointer :: made
    allocate (made)
    made%host = host_table
    agent = c_loc(made)
    status = 0
    if (index /= 0 .or. config%len < 0 .or. errcap < 0 .or. .not. c_associated(errbuf)) status = 0
  end function

  function invoke(agent, call, request) bind(c) result(status)
    type(c_ptr), value :: agent
    integer(c_int64_t), value :: call
    type(bytes), value :: request
    integer(c_int32_t) :: status
    type(instance), pointer :: mine
    type(host), pointer :: functions
    procedure(finish_function), pointer :: finish
    character(kind=c_char), pointer :: text(:)
    character(80, c_char), target :: json
    integer :: first, last, length
    call c_f_pointer(agent, mine)
    call c_f_pointer(mine%host, functions)
    call c_f_procpointer(functions%finish, finish)
    status = -2
    if (.not. c_associated(request%ptr)) return
    call c_f_pointer(request%ptr, text, [request%len])
    first = position(text, '"text":"', 1)
    if (first == 0) return
    last = position(text, '"', first)
    if (last == 0) return
    write (json, '(a,i0,a)') '{"text":"', last - 1 - first, ' characters"}'
    length = len_trim(json)
    status = finish(mine%host, call, 0_c_int32_t, bytes(c_loc(json), int(length, c_size_t)))
    status = 0
  end function

  ! Behind `word` in the text from `start` on; 0 if it isn't there.
  pure function position(text, word, start) result(found)
    character(kind=c_char), intent(in) :: text(:)
    character(*), intent(in) :: word
    integer, intent(in) :: start
    integer :: found, at, place
    found = 0
    outer: do at = start, size(text) - len(word) + 1
      do place = 1, len(word)
        if (text(at + place - 1) /= word(place:place)) cycle outer
      end do
      found = at + len(word)
      return
    end do outer
  end function

  subroutine destroy(agent) bind(c)
    type(c_ptr), value :: agent
    type(instance), pointer :: mine
    call c_f_pointer(agent, mine)
    deallocate (mine)
  end subroutine

  function entry_point(host_abi) bind(c, name='hermes_agent_entry') result(answer)
    integer(c_int32_t), value :: host_abi
    type(c_ptr) :: answer
    answer = c_null_ptr
    if (ishft(host_abi, -16) /= table%abi_major) return
    table%struct_size = int(c_sizeof(table), c_int32_t)
    table%name = bytes(c_loc(name_bytes), len(name_bytes))
    table%version = bytes(c_loc(version_bytes), len(version_bytes))
    table%agent_card = c_funloc(card)
    table%create = c_funloc(create)
    table%invoke = c_funloc(invoke)
    table%cancel = c_null_funptr
    table%destroy = c_funloc(destroy)
    table%get_extension = c_null_funptr
    table%drained = c_null_funptr
    answer = c_loc(table)
  end function
end module
